import statistics as st
from fractions import Fraction as F
from decimal import Decimal as D
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for data in [[2,4,4,4,5,5,7,9],[1.5,2.5,0.1],[F(1,2),F(1,3)],[1],[],[1,2],[0.1]*10,[True,2],[1e308,1e308],[float('inf'),1.0],[D("1.5"),D("2.5"),D("3")],"ab",[3,-1]]:
    for fn in [st.mean,st.fmean,st.median,st.median_low,st.median_high,st.mode,st.multimode,st.pstdev,st.stdev,st.variance,st.pvariance,st.geometric_mean,st.harmonic_mean,st.quantiles,st.median_grouped]:
        t(lambda: (fn.__name__, fn(data)))
print(st.quantiles([1,2,3,4,5],n=10), st.quantiles(range(10),n=4,method="inclusive"), st.fmean([1,2,3],[1,1,2]), st.covariance([1,2,3],[1,5,7]), st.correlation([1,2,3],[1,5,7]), st.correlation([1,2,3],[1,5,4],method="ranked"), st.linear_regression([1,2,3],[1,5,7]), st.linear_regression([1,2,3],[2,4,6],proportional=True))
t(lambda: st.linear_regression([1,1],[1,2])); t(lambda: st.correlation([1],[1])); t(lambda: st.harmonic_mean([40,60],weights=[5,30]))
n=st.NormalDist(100,15); print(n, n.pdf(100), n.cdf(120), n.inv_cdf(0.95), n.inv_cdf(0.0001), n.inv_cdf(1e-20), n.quantiles(), n.zscore(130), n+5, n*2, n+n, n-3, -n, 10-n, n.overlap(st.NormalDist(90,10)), st.NormalDist.from_samples([1,2,3]), n==st.NormalDist(100,15), n.samples(2,seed=1))
print(st.variance([1,2,3],2), st.pstdev([1,2,3,4]), st.stdev([1.5,2.5,2.5,2.75,3.25,4.75]))
