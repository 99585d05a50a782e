// math's sums and norms, as exact as CPython's: fsum, prod, sumprod, hypot, dist.
#include <cmath>

#include "runtime/container_ops.h"
#include "runtime/mod_math.h"

namespace loopscope::runtime {

namespace {

// Two doubles whose sum is exact.
struct Twice {
    double high, low;
};

Twice exact_sum(double a, double b) {
    double s = a + b, c = s - a;
    return {s, (a - (s - c)) + (b - c)};
}

Twice exact_sum_ordered(double a, double b) {  // |a| >= |b|
    double s = a + b;
    return {s, (a - s) + b};
}

Twice exact_product(double a, double b) {
    double p = a * b;
    return {p, std::fma(a, b, -p)};
}

// The items of any native iterable as a list of our own; others are turned into a list by the helper, which calls again.
Status items_of(VM& vm, Cell iterable, Cell* list) {
    if (is_exact(vm, iterable, C::List)) return give(list, newref(iterable));
    return to_list(vm, iterable, list);
}

}  // namespace

// ---- fsum

namespace {

// Shewchuk's partial sums: numbers that do not overlap, smallest first, whose sum is exact.
struct ExactSum {
    std::vector<double> partials;
    double special = 0.0;  // sum of nans and infinities
    double infinities = 0.0;

    bool add(double x) {  // false: overflow on the way
        double original = x;
        size_t kept = 0;
        for (double y : partials) {
            if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
            Twice t = exact_sum_ordered(x, y);
            if (t.low != 0.0) partials[kept++] = t.low;
            x = t.high;
        }
        partials.resize(kept);
        if (x == 0.0) return true;
        if (std::isfinite(x)) {
            partials.push_back(x);
            return true;
        }
        if (std::isfinite(original)) return false;
        if (std::isinf(original)) infinities += original;
        special += original;
        partials.clear();
        return true;
    }

    // The nearest double, half to even.
    double total() const {
        size_t n = partials.size();
        if (n == 0) return 0.0;
        double high = partials[--n], low = 0.0;
        while (n > 0) {
            Twice t = exact_sum_ordered(high, partials[--n]);
            high = t.high;
            low = t.low;
            if (low != 0.0) break;
        }
        // Exactly half a unit away: what lies further down decides.
        if (n > 0 && ((low < 0.0 && partials[n - 1] < 0.0) || (low > 0.0 && partials[n - 1] > 0.0))) {
            double twice = low * 2.0, x = high + twice;
            if (twice == x - high) high = x;
        }
        return high;
    }
};

}  // namespace

Status math_fsum(VM& vm, Args a, Cell* out) {
    if (!is_native_iterable(vm, a[0])) return call_hidden(vm, "_math_floats", {a[0]});
    Cell items;
    if (Status s = items_of(vm, a[0], &items); s != Status::Ok) return s;
    Owned hold(vm, items);
    auto* l = as<List>(items);
    if (!charge(vm, uint64_t(l->n) * 4)) return Status::Fail;
    ExactSum sum;
    for (uint32_t i = 0; i < l->n; i++) {
        if (wants_float(vm, l->v[i])) return call_hidden(vm, "_math_floats", {items});
        double x;
        if (Status s = math_argument(vm, l->v[i], &x); s != Status::Ok) return s;
        if (!sum.add(x)) return raise(vm, C::OverflowError, "intermediate overflow in fsum");
    }
    if (sum.special != 0.0 || std::isnan(sum.special)) {
        if (std::isnan(sum.infinities)) return raise(vm, C::ValueError, "-inf + inf in fsum");
        return give(out, float_cell(sum.special));
    }
    return give(out, float_cell(sum.total()));
}

// ---- prod

Status math_prod(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"iterable", "start", nullptr};
    Cell v[2];
    if (Status s = bind_native(vm, a, "prod", kNames, 1, 1, v); s != Status::Ok) return s;
    Cell start = is_empty(v[1]) ? int_cell(1) : v[1];
    if (!is_native_iterable(vm, v[0])) return call_hidden(vm, "_math_product", {v[0], start});
    Cell items;
    if (Status s = items_of(vm, v[0], &items); s != Status::Ok) return s;
    Owned hold(vm, items);
    auto* l = as<List>(items);
    bool plain = !is_obj(start) || is_exact(vm, start, C::Int);
    for (uint32_t i = 0; i < l->n && plain; i++) plain = is_inline_number(l->v[i]) || is_exact(vm, l->v[i], C::Int);
    if (!plain || !is_number(start)) return call_hidden(vm, "_math_product", {items, start});
    Owned result(vm, newref(start));
    for (uint32_t i = 0; i < l->n; i++) {
        Cell next;
        if (Status s = number_binary(vm, BinOp::Mul, result, l->v[i], &next); s != Status::Ok) return s;
        result.reset(next);
    }
    return give(out, result.take());
}

// ---- sumprod

namespace {

struct Triple {
    double high = 0.0, low = 0.0, tiny = 0.0;
};

Triple add_product(double x, double y, Triple total) {
    Twice p = exact_product(x, y), s = exact_sum(total.high, p.high);
    Twice r = exact_sum(total.low, p.low), t = exact_sum(r.high, s.low);
    return {s.high, t.high, total.tiny + r.low + t.low};
}

// Only floats and small ints among floats: with three doubles' precision, as long as it stays finite.
bool float_sumprod(const List* p, const List* q, double* out) {
    Triple total;
    for (uint32_t i = 0; i < p->n; i++) {
        if (!is_inline_number(p->v[i]) || !is_inline_number(q->v[i]) || is_bool(p->v[i]) || is_bool(q->v[i])) return false;
        total = add_product(as_double(p->v[i]), as_double(q->v[i]), total);
        if (!std::isfinite(total.high)) return false;
    }
    Twice last = exact_sum(total.low, total.high);
    *out = total.tiny + last.low + last.high;
    return true;
}

}  // namespace

Status math_sumprod(VM& vm, Args a, Cell* out) {
    if (!is_native_iterable(vm, a[0]) || !is_native_iterable(vm, a[1]))
        return call_hidden(vm, "_math_sum_of_products", {a[0], a[1]});
    Cell x, y;
    if (Status s = items_of(vm, a[0], &x); s != Status::Ok) return s;
    Owned hold_x(vm, x);
    if (Status s = items_of(vm, a[1], &y); s != Status::Ok) return s;
    Owned hold_y(vm, y);
    auto *p = as<List>(x), *q = as<List>(y);
    if (p->n != q->n) return raise(vm, C::ValueError, "Inputs are not the same length");
    bool some_float = false, numbers = true;
    for (uint32_t i = 0; i < p->n; i++) {
        some_float = some_float || is_inline_float(p->v[i]) || is_inline_float(q->v[i]);
        numbers = numbers && is_number(p->v[i]) && is_number(q->v[i]);
    }
    double d;
    if (numbers && some_float && float_sumprod(p, q, &d)) return give(out, float_cell(d));
    if (!numbers) return call_hidden(vm, "_math_sum_of_products", {x, y});
    Owned total(vm, int_cell(0));
    for (uint32_t i = 0; i < p->n; i++) {
        Cell product, sum;
        if (Status s = number_binary(vm, BinOp::Mul, p->v[i], q->v[i], &product); s != Status::Ok) return s;
        Owned hold(vm, product);
        if (Status s = number_binary(vm, BinOp::Add, total, product, &sum); s != Status::Ok) return s;
        total.reset(sum);
    }
    return give(out, total.take());
}

// ---- norms

namespace {

// The length of a vector of coordinates >= 0: scaled so that nothing overflows, the sum of squares and the root corrected for
// what rounding lost.
double norm(std::vector<double>& v, double largest, bool some_nan) {
    if (std::isinf(largest)) return largest;
    if (some_nan) return std::nan("");
    if (largest == 0.0 || v.size() <= 1) return largest;
    int exponent;
    std::frexp(largest, &exponent);
    if (exponent < -1023) {  // the scale would not be a normal number: lift all of them first
        constexpr double kTiny = 2.2250738585072014e-308;
        for (double& x : v) x /= kTiny;
        return kTiny * norm(v, largest / kTiny, false);
    }
    double scale = std::ldexp(1.0, -exponent), sum = 1.0, rest = 0.0, lost = 0.0;
    auto add = [&](Twice square) {
        Twice t = exact_sum_ordered(sum, square.high);
        sum = t.high;
        rest += square.low;
        lost += t.low;
    };
    for (double x : v) add(exact_product(x * scale, x * scale));
    double h = std::sqrt(sum - 1.0 + (rest + lost));
    add(exact_product(-h, h));
    h += (sum - 1.0 + (rest + lost)) / (2.0 * h);
    return h / scale;
}

struct Vector {
    std::vector<double> v;
    double largest = 0.0;
    bool some_nan = false;
    void add(double x) {
        x = std::fabs(x);
        v.push_back(x);
        some_nan = some_nan || std::isnan(x);
        if (x > largest) largest = x;
    }
};

}  // namespace

Status math_hypot(VM& vm, Args a, Cell* out) {
    Vector vector;
    for (uint32_t i = 0; i < a.n; i++) {
        if (wants_float(vm, a[i]))
            return a.n <= 8 ? again_with_float(vm, math_hypot, a, out) : call_hidden_args(vm, "_math_hypot_of", a);
        double x;
        if (Status s = math_argument(vm, a[i], &x); s != Status::Ok) return s;
        vector.add(x);
    }
    return give(out, float_cell(norm(vector.v, vector.largest, vector.some_nan)));
}

Status math_dist(VM& vm, Args a, Cell* out) {
    Cell *p, *q;
    uint32_t n, m;
    bool plain = is_kind(a[0], kTuple) && is_kind(a[1], kTuple) && sequence_cells(a[0], &p, &n) && sequence_cells(a[1], &q, &m);
    if (!plain) return call_hidden(vm, "_math_distance", {a[0], a[1]});
    if (n != m) return raise(vm, C::ValueError, "both points must have the same number of dimensions");
    Vector vector;
    for (uint32_t i = 0; i < n; i++) {
        if (wants_float(vm, p[i]) || wants_float(vm, q[i])) return call_hidden(vm, "_math_distance_of", {a[0], a[1]});
        double x, y;
        if (Status s = math_argument(vm, p[i], &x); s != Status::Ok) return s;
        if (Status s = math_argument(vm, q[i], &y); s != Status::Ok) return s;
        vector.add(x - y);
    }
    return give(out, float_cell(norm(vector.v, vector.largest, vector.some_nan)));
}

}  // namespace loopscope::runtime
