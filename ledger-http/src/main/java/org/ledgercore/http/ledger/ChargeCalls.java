package org.ledgercore.http.ledger;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ledgercore.charges.Charge;
import org.ledgercore.charges.Charges;
import org.ledgercore.facts.Signed;
import org.ledgercore.http.ledger.BulkCalls.Verdict;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Lines;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Streaming;
import org.ledgercore.http.wire.Json;
import org.ledgercore.http.wire.Shape;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Amount;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.RejectedException;

/** Charges: payments that are expected, and which payments paid them. */
public final class ChargeCalls {

  private static final String BULK = "application/x-ndjson";
  private static final int PART = 2_048;
  private static final byte[] END = {'\n'};

  private final Desk desk;
  private final Charges charges;

  public ChargeCalls(Desk desk) {
    this.desk = desk;
    this.charges = Charges.on(desk.ledger());
  }

  /**
   * A payment that is expected.
   *
   * @param key the row's key in its file or system: one key is one charge, for ever
   * @param subject who is to pay: an id that says nothing about the person
   * @param payment the case of the payment that will pay it
   * @param amount how much
   * @param due when it is due
   */
  public record NewCharge(
      String key, String subject, String payment, Amount amount, LocalDate due) {}

  /**
   * Names a charge.
   *
   * @param key its row's key
   * @param currency the unit it is in
   */
  public record WhichCharge(String key, String currency) {}

  /**
   * A charge.
   *
   * @param key its row's key
   * @param subject who is to pay
   * @param payment the case of the payment
   * @param amount how much
   * @param due when it is due
   * @param paidBy the entries that pay it
   */
  public record ChargeCard(
      String key,
      String subject,
      String payment,
      Amount amount,
      LocalDate due,
      List<Long> paidBy) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("recordCharge", NewCharge.class, Views.Entry.class, this::record);
    to.stream(
        "importCharges",
        ChartCalls.Nothing.class,
        new Streaming<>(BULK, Verdict.class, this::importAll));
    to.one("getCharge", WhichCharge.class, ChargeCard.class, this::charge);
  }

  /** Records one charge. */
  public Answer<Views.Entry> record(Call call, NewCharge wanted) {
    return Answer.of(outcomes(call, List.of(charge(wanted))).getFirst(), Views.Entry::of);
  }

  /** Takes a file of charges, a line of JSON each; what was sent before is a replay. */
  public void importAll(Call call, ChartCalls.Nothing nothing, Lines lines) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    List<Charge> part = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    long number = 0;
    boolean isOver = false;
    while (!isOver) {
      number++;
      try {
        Optional<byte[]> line = lines.next();
        isOver = line.isEmpty();
        if (line.isPresent()) {
          part.add(charge(read(line.get())));
          numbers.add(number);
        }
      } catch (InvalidInputException e) {
        verdicts.add(Verdict.invalid(number, e, call));
      } catch (RejectedException e) {
        verdicts.add(Verdict.refused(number, e.why(), call));
      }
      if (part.size() + verdicts.size() == PART || isOver) {
        List<Outcome> outcomes = outcomes(call, part);
        for (int i = 0; i < outcomes.size(); i++) {
          verdicts.add(Verdict.of(numbers.get(i), outcomes.get(i), call));
        }
        tell(verdicts, lines);
        verdicts.clear();
        part.clear();
        numbers.clear();
      }
    }
  }

  /** A charge, and the entries that pay it. */
  public Answer<ChargeCard> charge(Call call, WhichCharge which) {
    return Answer.found(charges.find(which.key(), desk.unit(which.currency())).map(this::card));
  }

  private ChargeCard card(Charge charge) {
    return new ChargeCard(
        charge.rowKey(),
        charge.subject(),
        charge.reference(),
        Amount.of(charge.amount()),
        charge.due(),
        charges.paymentsOf(charge).stream().map(RecordedEntry::number).toList());
  }

  private List<Outcome> outcomes(Call call, List<Charge> part) {
    List<Outcome> outcomes = new ArrayList<>();
    charges.importAll(
        Stream.of(part.toArray(Charge[]::new)),
        new Signed(call.actor(), "expected payments"),
        rows -> rows.forEach(row -> outcomes.add(row.outcome())));
    return outcomes;
  }

  private Charge charge(NewCharge wanted) {
    return new Charge(
        wanted.key(),
        wanted.subject(),
        wanted.payment(),
        desk.money("amount", wanted.amount()),
        wanted.due());
  }

  private static NewCharge read(byte[] line) {
    return (NewCharge) Shape.of(NewCharge.class).read(Map.of(), Json.read(line));
  }

  private static void tell(List<Verdict> verdicts, Lines lines) throws IOException {
    verdicts.sort((a, b) -> Long.compare(a.line(), b.line()));
    for (Verdict verdict : verdicts) {
      lines.write(Json.write(verdict));
      lines.write(END);
    }
    lines.flush();
  }
}
