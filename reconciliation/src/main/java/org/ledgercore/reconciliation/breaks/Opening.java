package org.ledgercore.reconciliation.breaks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;

/**
 * A break to be opened. Immutable.
 *
 * @param finding what was found
 * @param kind where its money is
 * @param amount the money as it stands on {@code heldOn}: positive when the ledger holds it for
 *     somebody, negative when it is missing
 * @param heldOn the ledger account that holds it, null without money
 * @param entry the entry that posted it, null unless posted
 * @param due by when it is to be resolved
 */
public record Opening(
    Finding finding,
    BreakKind kind,
    Money amount,
    @Nullable String heldOn,
    @Nullable Long entry,
    LocalDate due) {

  private static final int ID_BYTES = 12;

  /** A break without money. */
  public static Opening withoutMoney(Finding finding, LocalDate due) {
    return new Opening(finding, BreakKind.NO_MONEY, finding.difference(), null, null, due);
  }

  /** A break whose money stays where the ledger has it. */
  public static Opening carried(Finding finding, Money held, String on, LocalDate due) {
    return new Opening(finding, BreakKind.CARRIED, held, on, null, due);
  }

  /** The break of a movement that no line confirms: its money stays on the very account. */
  public static Opening missing(Item movement, LocalDate due) {
    Finding finding =
        new Finding(
            Finding.Type.MISSING_OUTSIDE, List.of(), List.of(movement), "no line confirms it");
    return carried(finding, finding.difference(), movement.account(), due);
  }

  /** A break whose money was posted by an entry. */
  public static Opening posted(Finding finding, String on, long entry, LocalDate due) {
    return new Opening(finding, BreakKind.POSTED, finding.difference(), on, entry, due);
  }

  /** The same finding has the same id in every run. */
  public String id() {
    return id(finding);
  }

  /**
   * The id of a finding's break: the first 96 bits of SHA-256 over its type and its items. Of a
   * possible duplicate only the first item counts, so that a third payment raises no second one.
   */
  public static String id(Finding finding) {
    StringBuilder text = new StringBuilder(finding.type().name());
    boolean isSuspicion = finding.type() == Finding.Type.POSSIBLE_DUPLICATE;
    Stream.concat(finding.outside().stream(), finding.inside().stream())
        .limit(isSuspicion ? 1 : Long.MAX_VALUE)
        .forEach(item ->
            Stream.of(item.origin().name(), item.account(), item.id())
                .forEach(part -> text.append('\n').append(part.length()).append(':').append(part)));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The day from which it ages: the earliest value date of its items. */
  LocalDate valued() {
    return Stream.concat(finding.outside().stream(), finding.inside().stream())
        .map(Item::valued)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  static List<String> ids(List<Item> items) {
    return items.stream().map(Item::id).toList();
  }
}
