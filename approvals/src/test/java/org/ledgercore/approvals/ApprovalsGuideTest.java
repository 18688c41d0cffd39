package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.gates.Gate;
import org.ledgercore.approvals.gates.Gated;
import org.ledgercore.approvals.gates.Reading;
import org.ledgercore.approvals.kinds.PeopleKinds;
import org.ledgercore.approvals.people.Grant;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Principals;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Operation;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.approvals.requests.Told;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.testing.TestLedger;

/** What {@code docs/approvals.md} shows is code that runs. */
class ApprovalsGuideTest {

  private static final Path ROOT = Path.of(System.getProperty("ledger.root", ".."));
  private static final Unit EUR = Unit.fiat("EUR", 2);

  // @start region="operation"
  /** Goodwill for a merchant: posted once another person has agreed. */
  record Goodwill() implements Operation {
    @Override
    public Stake stake(Ask ask) {
      return new Stake(Money.of(ask.input("amount"), EUR), ask.input("merchant"));
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      Money amount = Money.of(ask.input("amount"), EUR);
      AccountPath payable = AccountPath.of("merchant_payable:" + ask.input("merchant"));
      return Told.of(
          List.of(
              JournalEntry.on(LocalDate.parse(ask.input("date")))
                  .key("goodwill-" + ask.subject())
                  .debit(AccountPath.of("goodwill"), amount)
                  .credit(payable, amount)
                  .build()));
    }
  }

  // @end

  // @start region="gate"
  /** Closed while the merchant owes us money. */
  record NoDebt() implements Gate {
    @Override
    public String name() {
      return "no_debt";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<String> closedBy(Gated gated, Reading reading) {
      String owes = "merchant_receivable:" + gated.counterparty();
      return reading
          .balance(new AccountRef(AccountPath.of(owes), "EUR"))
          .filter(balance -> balance.posted().isPositive())
          .map(balance -> List.of(owes + " has " + balance.posted()))
          .orElse(List.of());
    }
  }

  // @end

  @Test
  void example_isDecidedByAnother_andRefusedToItsMaker() throws IOException {
    try (TestLedger test = TestLedger.fresh()) {
      Ledger ledger = test.ledger();
      ledger.openUnit(EUR);
      ledger.openAccount(NewAccount.expense("goodwill", EUR));
      ledger.openAccount(NewAccount.liability("merchant_payable:school", EUR));
      play(test.dataSource(), ledger, test.schema());
      test.checkInvariants();
    }
    String source =
        Files.readString(
            ROOT.resolve(
                "approvals/src/test/java/org/ledgercore/approvals/ApprovalsGuideTest.java"));
    String page = Files.readString(ROOT.resolve("docs/approvals.md"));
    for (String name : List.of("operation", "approvals", "gate")) {
      int start = source.indexOf("// @start region=\"" + name + "\"");
      int from = source.indexOf('\n', start) + 1;
      int to = source.lastIndexOf('\n', source.indexOf("// @end", from));
      String region = source.substring(from, to).stripTrailing().stripIndent() + "\n";
      assertThat(page).contains("```java\n" + region + "```");
    }
  }

  private static void play(DataSource dataSource, Ledger ledger, String schema) {
    // @start region="approvals"
    Approvals.migrate(dataSource, "approvals_guide", schema); // beside the ledger's own schema
    Policy policy =
        Policy.onePerson("adjustments", 1, Duration.ofHours(2), Duration.ofDays(1))
            .from(10_000, 2, "CFO"); // from 100.00 on two people, one of them the CFO
    Kind goodwill =
        Kind.of(
            "goodwill",
            Right.make("adjustment"),
            Right.check("adjustment"),
            policy,
            new Goodwill());
    Kind gated = goodwill.through(List.of(new NoDebt())); // see below
    Approvals approvals = Approvals.on(ledger, dataSource, "approvals_guide", List.of(gated));
    Requests requests = approvals.requests();

    Principals host = Principals.trusted("back office"); // our host signs people in itself
    Principal ada = host.login("ada");
    Principal cleo = host.login("cleo");
    approvals.people().setUp(host.login("installer"), "platform", "ada", "cleo").orThrow();
    PersonId tom = approvals.people().add(ada, "platform", "tom").orThrow();
    Grant treasurer = new Grant(tom, "platform", "TREASURY");
    Request role = requests.ask(ada, PeopleKinds.grant(treasurer, "is hired")).orThrow();
    requests.approve(cleo, role.number(), role.digest(), "agreed").orThrow();
    requests.execute(cleo, role.number(), "agreed").orThrow(); // tom may ask for adjustments now

    Principal maker = host.login("tom");
    Ask ask =
        Ask.of("goodwill", "case-7", "platform", "waited three weeks")
            .with("merchant", "school")
            .with("amount", "30.00")
            .with("date", "2026-06-15");
    Request asked = requests.ask(maker, ask).orThrow();
    // asked.content() says what is signed: "posting debit goodwill 30.00 EUR" …

    Answer<Request> own = requests.approve(maker, asked.number(), asked.digest(), "why not");
    Answer<Request> another = requests.approve(cleo, asked.number(), asked.digest(), "was so");
    Request done = requests.execute(cleo, asked.number(), "was so").orThrow();
    // own is Refused(NotPermitted), another is Done; the entry names request and digest
    // @end
    assertThat(own)
        .isEqualTo(
            new Answer.Refused<>(new Refusal.NotPermitted("tom", "adjustment C", "platform")));
    assertThat(another).isInstanceOf(Answer.Done.class);
    assertThat(ledger.entry(done.acts().getLast().posted().getFirst()).entry().metadata())
        .containsEntry("approval_digest", asked.digest().toString());
    drop(dataSource);
  }

  private static void drop(DataSource dataSource) {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("drop schema approvals_guide cascade");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
