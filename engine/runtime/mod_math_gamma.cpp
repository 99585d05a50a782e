// math.gamma and math.lgamma by Lanczos' approximation (13 terms), the one that CPython uses: results agree to the last bit.
#include <cmath>
#include <numbers>

#include "runtime/mod_math.h"

namespace loopscope::runtime {

namespace {

constexpr double kG = 6.024680040776729583740234375;
constexpr double kGMinusHalf = 5.524680040776729583740234375;
constexpr int kTerms = 13;
constexpr double kNumerator[kTerms] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
constexpr double kDenominator[kTerms] = {0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
                                         2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0};

double lanczos_sum(double x) {
    double above = 0.0, below = 0.0;
    if (x < 5.0) {
        for (int i = kTerms; i-- > 0;) {
            above = above * x + kNumerator[i];
            below = below * x + kDenominator[i];
        }
    } else {
        for (int i = 0; i < kTerms; i++) {
            above = above / x + kNumerator[i];
            below = below / x + kDenominator[i];
        }
    }
    return above / below;
}

double sin_pi(double x) {
    double y = std::fmod(std::fabs(x), 2.0), r;
    switch (static_cast<int>(std::round(2.0 * y))) {
        case 0: r = std::sin(std::numbers::pi * y); break;
        case 1: r = std::cos(std::numbers::pi * (y - 0.5)); break;
        case 2: r = std::sin(std::numbers::pi * (1.0 - y)); break;  // so that zeros keep their sign
        case 3: r = -std::cos(std::numbers::pi * (y - 1.5)); break;
        default: r = std::sin(std::numbers::pi * (y - 2.0)); break;
    }
    return std::copysign(1.0, x) * r;
}

double factorial_below(int n) {
    double r = 1.0;
    for (int i = 2; i < n; i++) r *= i;
    return r;
}

// x^(size - 1/2) or its inverse in two halves where it would overflow on the way.
double scaled(double r, double y, double size, bool divide) {
    if (size < 140.0) {
        double p = std::pow(y, size - 0.5);
        return divide ? r / p : r * p;
    }
    double half = std::pow(y, size / 2.0 - 0.25);
    return divide ? r / half / half : r * half * half;
}

}  // namespace

double gamma_function(double x, bool* domain, bool* range) {
    if (!std::isfinite(x)) {
        *domain = std::isinf(x) && x < 0;
        return x;
    }
    if (x == 0.0 || (x < 0 && x == std::floor(x))) {
        *domain = true;
        return x;
    }
    if (x == std::floor(x) && x <= 23.0) return factorial_below(static_cast<int>(x));
    double size = std::fabs(x);
    if (size < 1e-20) {
        double r = 1.0 / x;
        *range = std::isinf(r);
        return r;
    }
    if (size > 200.0) {
        *range = x > 0;
        return x < 0 ? 0.0 / sin_pi(x) : HUGE_VAL;
    }
    double y = size + kGMinusHalf, z;
    // y = size + g - 1/2 was rounded: z corrects for it
    if (size > kGMinusHalf)
        z = (y - size) - kGMinusHalf;
    else
        z = (y - kGMinusHalf) - size;
    z = z * kG / y;
    double r;
    if (x < 0) {
        r = -std::numbers::pi / sin_pi(size) / size * std::exp(y) / lanczos_sum(size);
        r -= z * r;
        r = scaled(r, y, size, true);
    } else {
        r = lanczos_sum(size) / std::exp(y);
        r += z * r;
        r = scaled(r, y, size, false);
    }
    *range = std::isinf(r);
    return r;
}

double log_gamma_function(double x, bool* domain) {
    if (!std::isfinite(x)) return std::isnan(x) ? x : HUGE_VAL;
    if (x == std::floor(x) && x <= 2.0) {
        *domain = x <= 0.0;
        return 0.0;
    }
    double size = std::fabs(x);
    if (size < 1e-20) return -std::log(size);
    double r = std::log(lanczos_sum(size)) - kG;
    r += (size - 0.5) * (std::log(size + kG - 0.5) - 1);
    if (x < 0.0) r = std::log(std::numbers::pi) - std::log(std::fabs(sin_pi(size))) - std::log(size) - r;
    return r;
}

}  // namespace loopscope::runtime
