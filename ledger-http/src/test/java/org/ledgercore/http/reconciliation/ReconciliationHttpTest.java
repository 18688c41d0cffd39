package org.ledgercore.http.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.demo.GoldenDay;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.money.Money;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.testing.Covers;

/**
 * Variant (f) of the golden day over HTTP: the provider's file and a camt.053 with one minor unit
 * too much are sent in and run, and the break that is left is looked at, given to somebody and made
 * ready to be written off.
 */
class ReconciliationHttpTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final String BANK = "/ops/reconciliation/accounts/bank:rafidain";
  private static final String SWITCH =
      "/ops/reconciliation/accounts/provider_receivable:local_card_switch";

  private static final String FILE =
      """
      day,type,reference,gross,fee,net,settlement
      2026-06-15,capture,route_live_cards_iqd,125000.000,1500.000,123500.000,set_1
      2026-06-15,refund,refreq_school_2026_001,-50000.000,0.000,-50000.000,set_1
      """;

  private static final String STATEMENT =
      """
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
      <Id>S1</Id><Acct><Id><IBAN>IQ1</IBAN></Id><Ccy>IQD</Ccy></Acct>
      <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="IQD">0.000</Amt>
      <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-06-15</Dt></Dt></Bal>
      <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="IQD">13499.999</Amt>
      <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-06-15</Dt></Dt></Bal>
      <Ntry><NtryRef>opening-school</NtryRef><Amt Ccy="IQD">54771533.000</Amt>
      <CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
      <BookgDt><Dt>2026-06-15</Dt></BookgDt><AcctSvcrRef>R1</AcctSvcrRef></Ntry>
      <Ntry><NtryRef>set_1</NtryRef><Amt Ccy="IQD">73500.000</Amt>
      <CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
      <BookgDt><Dt>2026-06-15</Dt></BookgDt><AcctSvcrRef>R2</AcctSvcrRef></Ntry>
      <Ntry><NtryRef>po_school_2026_001</NtryRef><Amt Ccy="IQD">54831533.001</Amt>
      <CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
      <BookgDt><Dt>2026-06-15</Dt></BookgDt><AcctSvcrRef>R3</AcctSvcrRef></Ntry>
      </Stmt></BkToCstmrStmt></Document>
      """;

  private static final Set<String> BY_LINES = Set.of("G5", "G8", "G9");

  private static Client maker = nobody();
  private static Client reader = nobody();

  private static Client nobody() {
    return new Client(0, "");
  }

  @BeforeAll
  static void playAndSend() {
    maker = SERVICE.as(Role.RECONCILER);
    reader = SERVICE.as(Role.AUDITOR);
    GoldenDay day = new GoldenDay(SERVICE.service().ledger());
    day.open();
    declare(
        """
        {"name": "rafidain-camt", "party": "BANK", "id": "rafidain", "currency": "IQD",
         "format": "CAMT", "decimals": 3, "identifiers": ["IQ1"]}
        """);
    declare(
        """
        {"name": "switch-csv", "party": "PROVIDER", "id": "local_card_switch", "currency": "IQD",
         "settlesAt": "rafidain", "format": "CSV", "decimals": 3,
         "mapping": {"date": "day", "gross": "gross", "fee": "fee", "net": "net",
                     "reference.BANK": "reference", "reference.BATCH": "settlement",
                     "kind": "type", "kind.CAPTURE": "capture", "kind.REFUND": "refund"}}
        """);
    for (GoldenDay.Step step : day.steps()) {
      if (!BY_LINES.contains(step.name())) {
        day.run(step).orThrow();
      }
    }
    assertThat(send("switch-csv", FILE).status()).isEqualTo(201);
    Reply filed = maker.post(SWITCH + "/runs", "");
    assertThat(filed.status()).as(filed.body()).isEqualTo(201);
    assertThat(filed.at("/matches")).isEqualTo("2");
    assertThat(filed.json().at("/findings").size()).isZero();
    Reply sent = send("rafidain-camt", STATEMENT);
    assertThat(sent.status()).as(sent.body()).isEqualTo(201);
    assertThat(sent.at("/statements/0/gap")).isEqualTo("NONE");
    Reply tried = reader.get(BANK + "/dry-run");
    assertThat(tried.at("/matches")).isEqualTo("2");
    assertThat(tried.at("/findings/0/type")).isEqualTo("AMOUNT");
    Reply due = reader.get("/ops/breaks");
    assertThat(due.json().at("/items").size()).isOne();
    assertThat(due.at("/items/0/type")).isEqualTo("UNSETTLED");
    Reply ran = maker.post(BANK + "/runs", "");
    assertThat(ran.status()).as(ran.body()).isEqualTo(201);
  }

  private static void declare(String source) {
    Reply reply = maker.post("/ops/reconciliation/sources", source);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
  }

  private static Reply send(String source, String file) {
    return maker.send(
        "POST",
        "/ops/reconciliation/sources/" + source + "/files",
        file.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @Covers("O12")
  void whatIsOneMinorUnitOff_isInTheQueueOnce_withTypeAgeAndOwner() {
    Reply again = maker.post(BANK + "/runs", "");
    assertThat(again.status()).isEqualTo(201);
    Reply queue = reader.get("/ops/breaks?account=bank:rafidain");
    assertThat(queue.json().at("/items").size()).isEqualTo(1);
    assertThat(queue.at("/items/0/type")).isEqualTo("AMOUNT");
    assertThat(queue.at("/items/0/kind")).isEqualTo("POSTED");
    assertThat(queue.at("/items/0/amount/value")).isEqualTo("-0.001");
    assertThat(queue.at("/items/0/heldOn")).isEqualTo("recon_suspense:rafidain");
    String id = queue.at("/items/0/id");
    Reply given =
        maker.post(
            "/ops/breaks/" + id + "/assign", "{\"owner\": \"ben\", \"due\": \"2026-06-20\"}");
    assertThat(given.at("/owner")).isEqualTo("ben");
    Reply ageing = reader.get("/ops/reconciliation/ageing?asOf=2026-06-18");
    assertThat(ageing.at("/items/0/days")).isEqualTo("2-3");
    assertThat(ageing.at("/items/0/owner")).isEqualTo("ben");
    assertThat(reader.get("/ops/breaks?overdueOn=2026-06-21&owner=ben").json().at("/items").size())
        .isEqualTo(1);
    assertThat(reader.get("/ops/breaks?overdueOn=2026-06-20").json().at("/items").size()).isZero();

    Reply writeOff =
        maker.post(
            "/ops/breaks/" + id + "/write-off",
            "{\"date\": \"2026-06-18\", \"reason\": \"one fils\"}",
            "Accept",
            "application/json");
    assertThat(writeOff.status()).as(writeOff.body()).isEqualTo(200);
    assertThat(writeOff.at("/kind")).isEqualTo("write_off");
    assertThat(writeOff.at("/subject")).isEqualTo(id);
    assertThat(writeOff.at("/amount/value")).isEqualTo("0.001");
    assertThat(writeOff.at("/age")).isEqualTo("3");
    Reply unknown = maker.post("/ops/breaks/nothing/settle", "{\"reason\": \"?\"}");
    assertThat(unknown.problem()).isEqualTo("404 UNKNOWN_BREAK");
  }

  /** The break is of 2026-06-15; nothing is held and nobody is asked for anything. */
  @Test
  @Covers("S11")
  void metrics_tellSpeed_andHowLongTheOldestWaits() {
    SERVICE
        .as(Role.SERVICE)
        .post(
            "/ops/holds",
            """
            {"entry": {"key": "parked", "postings": [
              {"account": "bank:rafidain", "side": "DEBIT",
               "amount": {"value": "1", "currency": "IQD"}},
              {"account": "owner_funds", "side": "CREDIT",
               "amount": {"value": "1", "currency": "IQD"}}]},
             "expiresAt": "2199-01-01T00:00:00Z"}
            """)
        .expect(201);
    String meters = SERVICE.as(Role.MONITOR).get("/metrics").body();
    assertThat(meter(meters, "ledger_batch_postings_sum")).isPositive();
    assertThat(meter(meters, "ledger_hold_oldest_seconds")).isPositive();
    assertThat(meter(meters, "ledger_break_oldest_days")).isGreaterThan(100);
    assertThat(meter(meters, "ledger_request_oldest_seconds")).isZero();
  }

  private static double meter(String meters, String name) {
    String line =
        meters.lines().filter(it -> it.startsWith(name)).findFirst().orElse(name + " missing");
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Test
  void theSettlement_isMatched_andSaysWhy() {
    Reply matches = reader.get(BANK + "/matches");
    assertThat(matches.json().at("/items").size()).isEqualTo(3);
    String first = matches.at("/items/0/match");
    Reply why = reader.get("/ops/reconciliation/matches/" + first);
    assertThat(why.at("/rule")).isEqualTo("EXACT_KEY");
    assertThat(why.at("/agreed").toString()).contains("key ").contains("sum ");
    Reply undone =
        maker.post(
            "/ops/reconciliation/matches/" + matches.at("/items/2/match") + "/undo",
            "{\"reason\": \"no\"}");
    assertThat(undone.problem()).isEqualTo("422 STANDS_FOR_A_BREAK");
    String provider = reader.get(SWITCH + "/matches").at("/items/0/match");
    assertThat(
            maker
                .post("/ops/reconciliation/matches/" + provider + "/undo", "{\"reason\": \"no\"}")
                .problem())
        .isEqualTo("422 SETTLEMENT_ARRIVED");
    String run = reader.get(BANK + "/runs").json().at("/items").get(0).get("run").toString();
    assertThat(reader.get("/ops/reconciliation/runs/" + run + "/replay").at("/isIdentical"))
        .isEqualTo("true");
  }

  @Test
  void theReports_areThere_asJsonAndAsTables() {
    Reply proof = reader.get(BANK + "/proof");
    assertThat(proof.at("/isProved")).isEqualTo("true");
    assertThat(proof.at("/statement/value")).isEqualTo("13499.999");
    for (String kind : new String[] {"POSTED", "CARRIED"}) {
      Reply tied = reader.get("/ops/reconciliation/tie-outs?kind=" + kind + "&currency=IQD");
      assertThat(tied.json().at("/items").size()).isPositive();
      tied.json()
          .at("/items")
          .forEach(row -> assertThat(row.get("isTied").booleanValue()).as(row.toString()).isTrue());
    }
    Reply lines = reader.get(BANK + "/payout-lines", "Accept", "text/csv");
    assertThat(lines.body()).contains("po_school_2026_001").contains("set_1");
    assertThat(reader.get("/ops/breaks", "Accept", "text/csv").body()).contains("AMOUNT,POSTED");
    assertThat(reader.get("/ops/reconciliation/match-rates", "Accept", "text/csv").body())
        .contains("bank:rafidain,usual-1,EXACT_KEY,");
    assertThat(reader.get(BANK + "/unsettled?periodEnd=2026-06-15").json().at("/items").size())
        .isZero();
    Reply gate = reader.get("/ops/reconciliation/gate?bank=rafidain&day=2026-06-15");
    assertThat(gate.at("/isMatched")).isEqualTo("false");
    assertThat(gate.at("/matchedThrough")).isEqualTo("2026-06-14");
    assertThat(reader.get("/ops/facts/statement.matched/rafidain").at("/values/through"))
        .isEqualTo("2026-06-14");
  }

  @Test
  @Covers("O21")
  void oneId_leadsToEntriesAndTheLinesTheyRestOn() {
    Reply trace = reader.get("/ops/reconciliation/trace/pay_scenario_001");
    assertThat(trace.json().at("/items").size()).isGreaterThan(5);
    boolean found = false;
    for (var row : trace.json().at("/items")) {
      if (row.get("kind").stringValue().equals("payout_confirmed")) {
        found = true;
        assertThat(row.get("lineText").stringValue()).contains("-54831533.001 IQD");
        assertThat(row.get("matches").size()).isEqualTo(1);
      }
    }
    assertThat(found).as(trace.body()).isTrue();
  }

  @Test
  void theSameFileAgain_isKnown_andABrokenOneIsRefused() {
    Reply known = send("rafidain-camt", STATEMENT);
    assertThat(known.status()).isEqualTo(200);
    assertThat(known.at("/isKnown")).isEqualTo("true");
    Reply finer = send("rafidain-camt", STATEMENT.replace("54831533.001", "54831533.0011"));
    assertThat(finer.problem()).isEqualTo("422 FILE_UNUSABLE");
    assertThat(finer.at("/detail")).contains("line 1").contains("at most 3 decimals");
    assertThat(send("rafidain-camt", "").problem()).isEqualTo("422 FILE_UNUSABLE");
    assertThat(send("nobody", STATEMENT).problem()).isEqualTo("400 INVALID_INPUT");
    assertThat(
            reader
                .send(
                    "POST",
                    "/ops/reconciliation/sources/rafidain-camt/files",
                    STATEMENT.getBytes(StandardCharsets.UTF_8))
                .problem())
        .isEqualTo("403 NOT_PERMITTED");
  }

  @Test
  @Covers("S29")
  void allDesks_areSeenTogether_withTheirTotal() {
    Payments payments = Payments.on(SERVICE.service().ledger());
    Occasion when = Occasion.on(GoldenDay.DAY, "desks");
    Money cash = Money.ofMajor(500_000, GoldenDay.IQD);
    payments.open(org.ledgercore.payments.AccountClass.MONEY_IN_TRANSIT, GoldenDay.IQD);
    payments.open(org.ledgercore.payments.AccountClass.OWNER_FUNDS, GoldenDay.IQD);
    payments.post(new CashStep.BroughtByOwner("in", cash.plus(cash), when)).orThrow();
    for (String desk : new String[] {"d1", "d2"}) {
      payments.openDesk(new DeskId(desk), GoldenDay.IQD);
      payments.post(new CashStep.Floated(desk, new DeskId(desk), cash, when)).orThrow();
    }
    Reply desks = reader.get("/ops/subtrees/cash_desk");
    assertThat(desks.json().at("/items").size()).isEqualTo(2);
    Reply total = reader.get("/ops/subtrees/cash_desk/totals");
    assertThat(total.body()).contains("1000000.000");
  }
}
