package org.ledgercore.reconciliation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.imports.StatementImports;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementLine;

/** Which settlement each line of a provider's files is of, as the files say. Used by one thread. */
final class FiledSettlements {

  /** The name of none. */
  static final String NONE = "";

  private final Map<String, Filed> lines = new HashMap<>();
  private final Map<String, List<StatementLine>> settlements = new TreeMap<>();

  private final String account;
  private final Unit unit;

  private FiledSettlements(String account, Unit unit) {
    this.account = account;
    this.unit = unit;
  }

  /**
   * A line.
   *
   * @param settlement of which settlement; {@link #NONE} when its file does not say
   * @param gross what it says of 1020
   * @param day the day it was booked
   */
  record Filed(String settlement, Money gross, LocalDate day) {}

  /** Reads what these files of a source's account say. */
  static FiledSettlements read(
      StatementImports imports, Source source, List<String> files, Unit unit) {
    FiledSettlements filed = new FiledSettlements(source.whose().path().value(), unit);
    imports.eachLine(source.account(), files, line -> filed.add(line.id(), line.line().in(unit)));
    return filed;
  }

  private void add(String id, StatementLine line) {
    String settlement = line.reference(ReferenceKind.BATCH).orElse(NONE);
    Money gross = line.breakdown().map(it -> it.gross()).orElse(line.amount());
    lines.put(id, new Filed(settlement, gross, line.bookingDate()));
    if (!settlement.equals(NONE)) {
      settlements.computeIfAbsent(settlement, each -> new ArrayList<>()).add(line);
    }
  }

  /** The path of the account that the files are about. */
  String account() {
    return account;
  }

  /** The unit of its amounts. */
  Unit unit() {
    return unit;
  }

  /** The lines of each settlement that is named, by its name. */
  Map<String, List<StatementLine>> settlements() {
    return settlements;
  }

  /** Whether all of these are lines of the files. */
  boolean has(List<String> ids) {
    return lines.keySet().containsAll(ids);
  }

  /** Those of these lines that the files have. */
  List<Filed> of(List<String> ids) {
    return ids.stream().map(lines::get).filter(Objects::nonNull).toList();
  }

  /** The settlement of lines that were matched together: the first that one of them names. */
  String settlementOf(List<String> ids) {
    return of(ids).stream()
        .map(Filed::settlement)
        .filter(name -> !name.equals(NONE))
        .findFirst()
        .orElse(NONE);
  }
}
