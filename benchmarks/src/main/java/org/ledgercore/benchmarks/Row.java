package org.ledgercore.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One result.
 *
 * @param benchmark which one
 * @param value our figure
 * @param unit of value, ceiling and baseline
 * @param ceiling the physical limit measured in the same run: pre-encoded rows, a bare INSERT
 * @param baseline what else was measured in the same run: the textbook ledger, another mode of ours
 * @param ratio what the bar is about, when the bar is about a ratio
 * @param bar what must hold, in words; empty for a figure that is printed only
 * @param holds whether it does; null when there is no bar
 * @param note spread and circumstances; for people only
 */
record Row(
    String benchmark,
    double value,
    String unit,
    @Nullable Double ceiling,
    @Nullable Double baseline,
    @Nullable Double ratio,
    String bar,
    @Nullable Boolean holds,
    String note) {

  private static final double MANY = 100;

  /** A figure without a bar. */
  static Row of(String benchmark, double value, String unit) {
    return new Row(benchmark, value, unit, null, null, null, "", null, "");
  }

  /** A benchmark that ended without a figure. */
  static Row failed(String benchmark, Throwable why) {
    return new Row(benchmark, Double.NaN, "", null, null, null, "runs", false, why.toString());
  }

  /** The same, its ratio taken over the ceiling. */
  Row underCeiling(double limit) {
    return new Row(benchmark, value, unit, limit, baseline, value / limit, bar, holds, note);
  }

  /** The same, its ratio taken over another figure of the run. */
  Row against(double other) {
    return new Row(benchmark, value, unit, ceiling, other, value / other, bar, holds, note);
  }

  /** The same with a bar on its ratio, or on its value when it has none: at least so much. */
  Row atLeast(double least) {
    return judged("≥ " + figure(least), compared() >= least);
  }

  /** The same with a bar on its ratio, or on its value when it has none: at most so much. */
  Row atMost(double most) {
    return judged("≤ " + figure(most), compared() <= most);
  }

  /** The same, its bar met only if this is so too. */
  Row butOnlyIf(boolean met) {
    return new Row(benchmark, value, unit, ceiling, baseline, ratio, bar, met && isHeld(), note);
  }

  /** The same with a note. */
  Row noting(String said) {
    return new Row(benchmark, value, unit, ceiling, baseline, ratio, bar, holds, said);
  }

  private boolean isHeld() {
    return holds == null || holds;
  }

  private double compared() {
    return ratio == null ? value : ratio;
  }

  private Row judged(String words, boolean held) {
    String over = ratio == null ? " " + unit : ceiling == null ? " × baseline" : " × ceiling";
    return new Row(benchmark, value, unit, ceiling, baseline, ratio, words + over, held, note);
  }

  /** The heading over {@link #text}. */
  static String heading() {
    return line("benchmark", "ours", "unit", "ceiling", "baseline", "ratio", "bar", "holds")
        .stripTrailing();
  }

  /** The row for people. */
  String text() {
    String verdict = holds == null ? "" : holds ? "holds" : "FAILS";
    String columns =
        line(
            benchmark,
            figure(value),
            unit,
            figure(ceiling),
            figure(baseline),
            figure(ratio),
            bar,
            verdict);
    return (columns + "  " + note).stripTrailing();
  }

  /** The row as a JSON object on one line. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"benchmark\":%s,\"value\":%s,\"unit\":%s,\"ceiling\":%s,\"baseline\":%s,\"ratio\":%s,"
            + "\"bar\":%s,\"holds\":%s}",
        quoted(benchmark),
        number(value),
        quoted(unit),
        number(ceiling),
        number(baseline),
        number(ratio),
        bar.isEmpty() ? "null" : quoted(bar),
        holds);
  }

  private static String line(Object... columns) {
    return String.format(Locale.ROOT, "%-24s %12s %-12s %12s %12s %8s  %-22s %-5s", columns);
  }

  private static String figure(@Nullable Double figure) {
    if (figure == null) {
      return "";
    }
    return String.format(Locale.ROOT, Math.abs(figure) >= MANY ? "%,.0f" : "%.3g", figure);
  }

  private static String number(@Nullable Double figure) {
    return figure == null || !Double.isFinite(figure)
        ? "null"
        : String.format(Locale.ROOT, "%.4f", figure);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            json.append('\\').append((char) c);
          } else if (c < ' ') {
            json.append(String.format(Locale.ROOT, "\\u%04x", c));
          } else {
            json.append((char) c);
          }
        });
    return json.append('"').toString();
  }
}
