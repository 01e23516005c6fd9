#!/usr/bin/env python3
"""Makes the polynomial coefficients of src/SwapScore/Engine/Kernels/Elementary.cs.

    python3 scripts/coefficients/coefficients.py            prints them, one "name value" per line, highest power first
    python3 scripts/coefficients/coefficients.py --check    compares them with the source, bit by bit; exit code 1 if one differs

Method: each function is interpolated at the Chebyshev nodes of its range. With n + 1 nodes that is a polynomial of degree n whose error is
within a small factor of the best one. The polynomial is written in powers of its variable, and each coefficient is rounded to the nearest
single-precision number. All arithmetic has 60 decimal digits; only Python's standard library is used.
"""

import math
import os
import re
import struct
import sys
from decimal import Decimal, getcontext

getcontext().prec = 60
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459")
LN2 = Decimal(2).ln()


def cosine(x):
    """Taylor series; |x| is at most π."""
    term = total = Decimal(1)
    for k in range(1, 60):
        term = -term * x * x / ((2 * k - 1) * (2 * k))
        total += term
    return total


def exp_rest(r):
    """(eʳ − 1 − r) / r² as its series, which is exact near 0 too."""
    term = total = Decimal(1) / 2
    for k in range(3, 60):
        term = term * r / k
        total += term
    return total


def erf(x):
    """2/√π · Σ (−1)ᵏ x²ᵏ⁺¹ / (k! (2k + 1)); the sum of absolute terms stays below e^18, so 60 digits suffice."""
    term, total = x, x
    for k in range(1, 300):
        term = -term * x * x / k
        total += term / (2 * k + 1)
    return total * 2 / PI.sqrt()


def erf_near(s):
    """erf(x) / x by s = x²."""
    x = s.sqrt()
    return erf(x) / x


def erfc_log(t):
    return (1 - erf(t)).ln()


def tanh_rest(s):
    """(tanh x − x) / x³ by s = x²."""
    x = s.sqrt()
    e = (2 * x).exp()
    return ((e - 1) / (e + 1) - x) / (x * s)


def interpolant(function, low, high, degree):
    """Coefficients by power, lowest first, of the polynomial through the function at degree + 1 Chebyshev nodes."""
    count = degree + 1
    nodes = [(low + high) / 2 + (high - low) / 2 * cosine(PI * (2 * i + 1) / (2 * count)) for i in range(count)]
    nodes = [Decimal(0) if abs(node) < Decimal(10) ** -50 else node for node in nodes]

    # Newton's divided differences, then multiplied out.
    differences = [function(node) for node in nodes]
    for level in range(1, count):
        for i in range(count - 1, level - 1, -1):
            differences[i] = (differences[i] - differences[i - 1]) / (nodes[i] - nodes[i - level])
    powers = [Decimal(0)] * count
    for difference, node in zip(reversed(differences), reversed(nodes)):
        powers = [(powers[i - 1] if i > 0 else 0) - node * powers[i] for i in range(count)]
        powers[0] += difference
    return powers


def single(value):
    """The nearest single-precision number, as a double; ties do not occur among these values."""
    guess = struct.unpack("f", struct.pack("f", float(value)))[0]
    return min((neighbour(guess, steps) for steps in (-1, 0, 1)), key=lambda one: abs(Decimal(one) - value))


def neighbour(number, steps):
    """The single-precision number so many steps further from zero."""
    bits = struct.unpack("I", struct.pack("f", number))[0]
    return struct.unpack("f", struct.pack("I", bits + steps))[0]


def coefficients():
    """By name, in the order of the source: highest power first, as Horner's rule takes them."""
    # e^r is needed for |r| up to ln 2 / 2 = 0.3466; a little more, because r is rounded.
    half = Decimal("0.35")

    # ln 2 in two parts (Cody and Waite): the first has so few bits that its product with n is exact.
    upper = Decimal(math.floor(LN2 * 2 ** 16)) / 2 ** 16
    polynomials = {
        "exp": interpolant(exp_rest, -half, half, 4),
        "erf near": interpolant(erf_near, Decimal(0), Decimal(1), 6),
        "erf far": interpolant(erfc_log, Decimal(1), Decimal("4.2"), 8),
        "tanh": interpolant(tanh_rest, Decimal(0), Decimal("0.625") ** 2, 5),
    }
    result = [("exp", single(1 / LN2)), ("exp", single(-upper)), ("exp", single(-(LN2 - upper)))]
    for name, powers in polynomials.items():
        result += [(name, single(power)) for power in reversed(powers)]

    # The highest coefficient of tanh was made from function values in double precision and is one unit in the last place higher. It stays:
    # the error of tanh is the same, and scores depend on its bits.
    tanh = len(result) - len(polynomials["tanh"])
    result[tanh] = ("tanh", neighbour(result[tanh][1], 1))
    return result


def source():
    """Every literal of the source that is a coefficient: all Broadcast(…f) but limits, the number that rounds, and √½ and 1/√(2π)."""
    path = os.path.join(os.path.dirname(__file__), "..", "..", "src", "SwapScore", "Engine", "Kernels", "Elementary.cs")
    with open(path, encoding="utf-8") as file:
        literals = re.findall(r"Broadcast\((-?[0-9.]+(?:e[-+]?[0-9]+)?)f\)", file.read())
    others = {"-87.3", "88.3", "12582912", "4.2", "0.625", "0.707106781", "0.398942280"}
    return [single(Decimal(literal)) for literal in literals if literal not in others]


def main():
    made = coefficients()
    if "--check" not in sys.argv:
        for name, value in made:
            print(name, f"{value:.9g}")
        return 0
    found = source()
    differing = [(name, value, one) for (name, value), one in zip(made, found) if value != one]
    for name, value, one in differing:
        print(f"{name}: made {value!r}, source {one!r}")
    if len(made) != len(found):
        print(f"{len(made)} coefficients were made, the source has {len(found)}")
    return 1 if differing or len(made) != len(found) else 0


if __name__ == "__main__":
    sys.exit(main())
