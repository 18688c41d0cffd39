package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.kinds.ParkedKind;
import org.ledgercore.approvals.owners.Identity;
import org.ledgercore.approvals.owners.IdentityKind;
import org.ledgercore.approvals.owners.OwnerLimits.Passage;
import org.ledgercore.approvals.owners.TierKind;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Evidence;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.approvals.requests.Search;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.contracts.Limits;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.Occasion;
import org.ledgercore.subjects.Subjects;

/** What {@code docs/approvals.md} shows of owners is code that runs. */
class OwnersGuideTest {

  private static final Path ROOT = Path.of(System.getProperty("ledger.root", ".."));
  private static final Unit EUR = Unit.fiat("EUR", 2);

  @Test
  void example_parksWhatIsAboveTheLimit_andPostsItOnceTheOwnerIsIdentified() throws IOException {
    try (Office office = new Office(List.of())) {
      Ledger ledger = office.ledger();
      ledger.openUnit(EUR);
      ledger.openAccount(NewAccount.asset("bank:main", EUR));
      ledger.openAccount(
          NewAccount.liability("wallet:u1", EUR)
              .under(new AccountTerms(0L, null, "u1", AccountTerms.NONE.dimensions())));
      ledger.openAccount(NewAccount.liability("parked:u1", EUR));
      ledger.openAccount(NewAccount.liability("shop:s1", EUR));
      ledger
          .post(
              JournalEntry.on(LocalDate.of(2026, 6, 15))
                  .key("top-up")
                  .debit(AccountPath.of("bank:main"), Money.of("500.00", EUR))
                  .credit(AccountPath.of("wallet:u1"), Money.of("500.00", EUR))
                  .build())
          .orThrow();
      play(office, ledger);
      office.test.checkInvariants();
    }
    String source =
        Files.readString(
            ROOT.resolve("approvals/src/test/java/org/ledgercore/approvals/OwnersGuideTest.java"));
    int from = source.indexOf('\n', source.indexOf("// @start region=\"owners\"")) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from));
    String region = source.substring(from, to).stripTrailing().stripIndent() + "\n";
    assertThat(Files.readString(ROOT.resolve("docs/approvals.md")))
        .contains("```java\n" + region + "```");
  }

  private static void play(Office office, Ledger ledger) {
    Policy policy = Policy.onePerson("owners", 1, Duration.ofHours(2), Duration.ofDays(1));
    Approvals approvals =
        office.approvals(
            List.of(
                ParkedKind.of(ledger, policy),
                IdentityKind.of(ledger, policy),
                TierKind.of(ledger, policy)));
    Requests requests = approvals.requests();
    Principal bot = office.hire("bot", "SERVICE");
    Principal sue = office.hire("sue", "SUPPORT");
    Principal cora = office.hire("cora", "COMPLIANCE");
    agreeOnTiers(office, requests);
    byte[] key = "a key that only the host has".getBytes(StandardCharsets.UTF_8);
    byte[] scan = "the scan of a passport".getBytes(StandardCharsets.UTF_8);
    UUID subject = UUID.randomUUID();
    // @start region="owners"
    Subjects personal = ledger.subjects().searchableWith(key); // a secret of the host's
    personal.register(subject, Map.of("email", "u1@example.test"), Set.of(), "bot", "is new");

    ParkedKind.Application wanted =
        new ParkedKind.Application(
            "app-1",
            AccountPath.of("wallet:u1"), // its owner is u1, of whom nothing is known yet
            AccountPath.of("parked:u1"),
            AccountPath.of("shop:s1"),
            Money.of("120.00", EUR),
            Occasion.on(LocalDate.of(2026, 6, 15), "pay-1"),
            subject);
    Passage first = approvals.limits().pass(bot, wanted, "platform", "pays").orThrow();
    // Parked, because u1 is unidentified and may move 100.00 at once: 120.00 wait on parked:u1

    Search byEmail = Search.in("platform").by(personal.find("email", "u1@example.test"));
    Request waits = requests.search(byEmail.open(), 0, 10).getFirst();
    requests.recall(bot, waits.number(), "shows a passport first").orThrow(); // the money is back

    Evidence passport = new Evidence("passport", "scan 17", Digest.of(scan), null);
    Ask identify =
        IdentityKind.ask(
            "u1", Identity.Type.INDIVIDUAL, Identity.Status.IDENTIFIED, "platform", "was here");
    Request asked = requests.ask(sue, identify.with(passport)).orThrow();
    requests.approve(cora, asked.number(), asked.digest(), "the photo fits").orThrow();
    requests.execute(cora, asked.number(), "the photo fits").orThrow();

    ParkedKind.Application again =
        new ParkedKind.Application(
            "app-2",
            wanted.from(),
            wanted.via(),
            wanted.to(),
            wanted.amount(),
            wanted.occasion(),
            subject);
    Answer<Passage> second = approvals.limits().pass(bot, again, "platform", "pays");
    // Posted at once
    // @end
    assertThat(first).isInstanceOf(Passage.Parked.class);
    assertThat(second.orThrow()).isInstanceOf(Passage.Posted.class);
    assertThat(waits.ask().subject()).isEqualTo("app-1");
  }

  private static void agreeOnTiers(Office office, Requests requests) {
    Limits small = new Limits(100_00L, 150_00L, 400_00L);
    Limits great = new Limits(1_000_00L, 5_000_00L, null);
    for (Ask ask :
        List.of(
            TierKind.ask(Identity.Status.UNIDENTIFIED, "EUR", small, "platform", "the board"),
            TierKind.ask(Identity.Status.IDENTIFIED, "EUR", great, "platform", "the board"))) {
      office.agree(requests, requests.ask(office.login("ada"), ask).orThrow()).orThrow();
    }
  }
}
