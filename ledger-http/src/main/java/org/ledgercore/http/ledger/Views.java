package org.ledgercore.http.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Amount;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.StatementLine;

/** How the ledger's own types stand on the wire, where several operations answer with them. */
public final class Views {

  private Views() {}

  /**
   * One leg.
   *
   * @param account the account's path
   * @param side debit or credit
   * @param amount positive, in the account's currency
   */
  public record Leg(String account, Side side, Amount amount) {

    static Leg of(Posting posting) {
      return new Leg(posting.account().value(), posting.side(), Amount.of(posting.amount()));
    }
  }

  /**
   * A recorded entry. A record of the log, such as an account's opening, has no legs and says
   * everything in its metadata.
   *
   * @param number its place in the journal
   * @param namespace its ledger key's namespace
   * @param key its ledger key's text
   * @param kind what kind of event it is
   * @param effectiveDate its business day
   * @param recordedAt when it was recorded
   * @param correlation the case it belongs to
   * @param description a sentence for people, may be empty
   * @param postings its legs in the caller's order
   * @param metadata named facts
   * @param digest SHA-256 of its content in canonical form, in hexadecimal digits
   */
  public record Entry(
      long number,
      String namespace,
      String key,
      String kind,
      LocalDate effectiveDate,
      Instant recordedAt,
      @Nullable String correlation,
      String description,
      List<Leg> postings,
      Map<String, String> metadata,
      String digest) {

    static Entry of(RecordedEntry recorded) {
      JournalEntry entry = recorded.entry();
      return new Entry(
          recorded.number(),
          entry.key().namespace(),
          entry.key().text(),
          entry.kind(),
          recorded.effectiveDate(),
          recorded.recordedAt(),
          entry.correlation(),
          entry.description(),
          entry.postings().stream().map(Leg::of).toList(),
          entry.metadata(),
          entry.digest().toString());
    }
  }

  /**
   * An account's figures, on its normal side.
   *
   * @param path its path
   * @param currency its currency
   * @param type its type
   * @param normalSide the side on which it grows
   * @param number its digits in a report's chart, 0 for none
   * @param posted the balance of all entries
   * @param pending what open holds would take
   * @param available posted less pending
   * @param asOfEntry the newest entry the figures know of
   */
  public record Figures(
      String path,
      String currency,
      AccountType type,
      Side normalSide,
      int number,
      Amount posted,
      Amount pending,
      Amount available,
      long asOfEntry) {

    static Figures of(Balance balance) {
      return new Figures(
          balance.account().path().value(),
          balance.account().unit().code(),
          balance.account().type(),
          balance.account().normalSide(),
          balance.account().number(),
          Amount.of(balance.posted()),
          Amount.of(balance.pending()),
          Amount.of(balance.available()),
          balance.asOfEntry());
    }
  }

  /**
   * What holds of an account.
   *
   * @param version 1 for its opening, one more with each change
   * @param status which postings it takes
   * @param floor the lowest available balance; missing for none
   * @param ceiling the highest balance; missing for none
   * @param owner the organisation that owns it; missing for none
   * @param dimensions facts to report by
   * @param figures its figures
   */
  public record AccountCard(
      int version,
      AccountStatus status,
      @Nullable String floor,
      @Nullable String ceiling,
      @Nullable String owner,
      Map<String, String> dimensions,
      Figures figures) {

    static AccountCard of(AccountState state, Balance balance) {
      Unit unit = balance.account().unit();
      SortedMap<String, String> dimensions = state.terms().dimensions();
      return new AccountCard(
          state.version(),
          state.status(),
          Desk.decimal(state.terms().floor(), unit),
          Desk.decimal(state.terms().ceiling(), unit),
          state.terms().owner(),
          dimensions,
          Figures.of(balance));
    }
  }

  /**
   * A line of a statement.
   *
   * @param entry the entry it belongs to
   * @param posting its own number
   * @param effectiveDate the entry's business day
   * @param kind the entry's kind
   * @param description the entry's sentence
   * @param side debit or credit
   * @param amount positive
   * @param balance the balance after it, on the normal side
   */
  public record Line(
      long entry,
      long posting,
      LocalDate effectiveDate,
      String kind,
      String description,
      Side side,
      Amount amount,
      Amount balance) {

    static Line of(StatementLine line) {
      return new Line(
          line.entryNo(),
          line.postingNo(),
          line.effectiveDate(),
          line.kind(),
          line.description(),
          line.side(),
          Amount.of(line.amount()),
          Amount.of(line.balance()));
    }
  }

  static List<Amount> amounts(List<Money> money) {
    return money.stream().map(Amount::of).toList();
  }
}
