package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.approvals.Office.HERE;
import static org.ledgercore.approvals.Office.refused;
import static org.ledgercore.approvals.owners.Identity.Status.IDENTIFIED;
import static org.ledgercore.approvals.owners.Identity.Status.UNIDENTIFIED;
import static org.ledgercore.approvals.owners.Identity.Type.INDIVIDUAL;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.kinds.ParkedKind;
import org.ledgercore.approvals.kinds.ParkedKind.Application;
import org.ledgercore.approvals.owners.Identity;
import org.ledgercore.approvals.owners.IdentityKind;
import org.ledgercore.approvals.owners.OwnerLimits;
import org.ledgercore.approvals.owners.OwnerLimits.Passage;
import org.ledgercore.approvals.owners.TierKind;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Evidence;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.contracts.Limits;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.Occasion;
import org.ledgercore.testing.Covers;

/** Who is unidentified may move less before somebody is asked, and two people change that. */
@Covers("S35")
class OwnerLimitsTest {

  private static final Unit EUR = Unit.fiat("EUR", 2);
  private static final LocalDate DAY = LocalDate.of(2026, 6, 15);
  private static final int RACES = 8;

  private static Office office;
  private static Requests requests;
  private static OwnerLimits limits;
  private static Principal bot;
  private static Principal rosa;
  private static Principal sue;
  private static Principal cora;
  private static int ids;

  @BeforeAll
  static void open() {
    office = new Office(List.of());
    Ledger ledger = office.ledger();
    ledger.openUnit(EUR);
    Policy policy = Policy.onePerson("owners", 1, Duration.ofHours(2), Duration.ofDays(1));
    Approvals approvals =
        office.approvals(
            List.of(
                ParkedKind.of(ledger, policy),
                IdentityKind.of(ledger, policy),
                TierKind.of(ledger, policy)));
    requests = approvals.requests();
    limits = approvals.limits();
    bot = office.hire("bot", "SERVICE");
    rosa = office.hire("rosa", "RISK");
    sue = office.hire("sue", "SUPPORT");
    cora = office.hire("cora", "COMPLIANCE");
    ledger.openAccount(NewAccount.asset("bank:main", EUR));
    ledger.openAccount(NewAccount.liability("shop:s1", EUR));
    agree(UNIDENTIFIED, new Limits(100_00L, 150_00L, 400_00L));
    agree(IDENTIFIED, new Limits(1_000_00L, 5_000_00L, null));
  }

  @AfterAll
  static void close() {
    assertThat(requests.verify()).isEmpty();
    office.test.checkInvariants();
    office.close();
  }

  private static void agree(Identity.Status tier, Limits wanted) {
    Ask ask = TierKind.ask(tier, "EUR", wanted, HERE, "as the board decided");
    office.agree(requests, requests.ask(office.login("ada"), ask).orThrow()).orThrow();
  }

  /** A wallet with 10,000.00 in it, of an owner of the same name. */
  private static String wallet(String owner) {
    AccountTerms owned = new AccountTerms(0L, null, owner, AccountTerms.NONE.dimensions());
    open(NewAccount.liability("wallet:" + owner, EUR).under(owned));
    open(NewAccount.liability("parked:" + owner, EUR).neverOverdrawn());
    office
        .ledger()
        .post(
            JournalEntry.on(DAY)
                .key("top-up-" + owner)
                .debit(AccountPath.of("bank:main"), Money.of("10000.00", EUR))
                .credit(AccountPath.of("wallet:" + owner), Money.of("10000.00", EUR))
                .build())
        .orThrow();
    return owner;
  }

  private static void open(NewAccount account) {
    office.ledger().openAccount(account);
  }

  private static Application move(String owner, String amount, LocalDate day) {
    String application = "app-" + ++ids;
    return new Application(
        application,
        AccountPath.of("wallet:" + owner),
        AccountPath.of("parked:" + owner),
        AccountPath.of("shop:s1"),
        Money.of(amount, EUR),
        Occasion.on(day, application),
        null);
  }

  private static Passage pass(Application wanted) {
    return limits.pass(bot, wanted, HERE, "pays the shop").orThrow();
  }

  private static boolean isPosted(String owner, String amount) {
    return pass(move(owner, amount, DAY)) instanceof Passage.Posted;
  }

  private static long minor(String path) {
    Ledger ledger = office.ledger();
    return ledger
        .balance(ledger.account(new AccountRef(AccountPath.of(path), "EUR")).orElseThrow())
        .posted()
        .minor();
  }

  private static Evidence passport(@Nullable Instant validUntil) {
    Digest scan = Digest.of("scan".getBytes(StandardCharsets.UTF_8));
    return new Evidence("passport", "scan 17 of the archive", scan, validUntil);
  }

  private static Ask identity(String owner, Identity.Status status) {
    return IdentityKind.ask(owner, INDIVIDUAL, status, HERE, "was seen in person");
  }

  private static void identify(String owner, Identity.Status status) {
    Request asked = requests.ask(sue, identity(owner, status).with(passport(null))).orThrow();
    requests.approve(cora, asked.number(), asked.digest(), "the photo fits").orThrow();
    requests.execute(cora, asked.number(), "the photo fits").orThrow();
  }

  @Test
  void theUnidentifiedOwnersLimit_isLower_andIdentificationLiftsIt() {
    String owner = wallet("ann");
    assertThat(limits.known(owner).status()).isEqualTo(UNIDENTIFIED);
    assertThat(isPosted(owner, "100.00")).isTrue();

    Application above = move(owner, "100.01", DAY);
    Passage.Parked parked = (Passage.Parked) pass(above);
    assertThat(minor("parked:ann")).isEqualTo(100_01);
    assertThat(minor("wallet:ann")).isEqualTo(10_000_00 - 100_00 - 100_01);
    requests.reject(rosa, parked.request().number(), "who is this?").orThrow();
    assertThat(minor("parked:ann")).isZero();

    identify(owner, IDENTIFIED);
    assertThat(limits.known(owner).status()).isEqualTo(IDENTIFIED);
    assertThat(isPosted(owner, "1000.00")).isTrue();
    assertThat(isPosted(owner, "1000.01")).isFalse();

    identify(owner, UNIDENTIFIED);
    assertThat(isPosted(owner, "0.01")).isFalse();
    OwnerLimits.Standing standing = limits.standing(owner, "EUR", DAY);
    assertThat(standing.today()).isEqualTo(1_100_00);
    assertThat(standing.limits()).isEqualTo(new Limits(100_00L, 150_00L, 400_00L));
  }

  @Test
  void theChange_isDecidedByAnotherPerson_andRecordsItsDocuments() {
    Ask bare = identity("bea", IDENTIFIED);
    refused(requests.ask(sue, bare), Refusal.NotAsExpected.class);
    refused(requests.ask(rosa, bare.with(passport(null))), Refusal.NotPermitted.class);
    refused(requests.ask(sue, bare.with(passport(Instant.EPOCH))), Refusal.StaleEvidence.class);
    Instant until = Instant.parse("2099-01-01T00:00:00Z");
    Request asked = requests.ask(cora, bare.with(passport(until))).orThrow();
    assertThat(asked.content()).anyMatch(line -> line.contains("scan 17 of the archive"));
    refused(
        requests.approve(cora, asked.number(), asked.digest(), "mine"), Refusal.OwnRequest.class);
    refused(
        requests.approve(sue, asked.number(), asked.digest(), "so"), Refusal.NotPermitted.class);
    assertThat(limits.known("bea").identity().version()).isZero();
    Principal dora = office.hire("dora", "COMPLIANCE");
    requests.approve(dora, asked.number(), asked.digest(), "the photo fits").orThrow();
    requests.execute(dora, asked.number(), "the photo fits").orThrow();

    Identity known = Identity.read(office.ledger().facts(), "bea");
    assertThat(known)
        .isEqualTo(new Identity("bea", 1, INDIVIDUAL, IDENTIFIED, List.of(passport(until))));
    assertThat(known.at(until.minusNanos(1))).isEqualTo(IDENTIFIED);
    assertThat(known.at(until)).isEqualTo(UNIDENTIFIED);
  }

  @Test
  void dayAndMonth_addUp_andWhatWaitsDoesNotCount() {
    String owner = wallet("cid");
    assertThat(isPosted(owner, "100.00")).isTrue();
    assertThat(isPosted(owner, "50.01")).isFalse();
    assertThat(isPosted(owner, "50.00")).isTrue();
    assertThat(isPosted(owner, "0.01")).isFalse();
    assertThat(pass(move(owner, "100.00", DAY.plusDays(1)))).isInstanceOf(Passage.Posted.class);
    assertThat(pass(move(owner, "100.00", DAY.plusDays(2)))).isInstanceOf(Passage.Posted.class);
    assertThat(pass(move(owner, "50.01", DAY.plusDays(3)))).isInstanceOf(Passage.Parked.class);
    assertThat(pass(move(owner, "50.00", DAY.plusDays(3)))).isInstanceOf(Passage.Posted.class);
    assertThat(pass(move(owner, "100.00", DAY.plusMonths(1)))).isInstanceOf(Passage.Posted.class);
    assertThat(limits.standing(owner, "EUR", DAY).thisMonth()).isEqualTo(400_00);
  }

  @Test
  void anOperation_isPostedOrParked_once() {
    String owner = wallet("dan");
    Application small = move(owner, "10.00", DAY);
    Passage.Posted first = (Passage.Posted) pass(small);
    assertThat(pass(small)).isEqualTo(new Passage.Posted(first.entry(), true));
    assertThat(limits.standing(owner, "EUR", DAY).today()).isEqualTo(10_00);
    Application other =
        new Application(
            small.application(),
            small.from(),
            small.via(),
            small.to(),
            Money.of("11.00", EUR),
            small.occasion(),
            null);
    refused(limits.pass(bot, other, HERE, "more"), Refusal.LedgerRefused.class);

    Application great = move(owner, "200.00", DAY);
    Request waits = ((Passage.Parked) pass(great)).request();
    refused(limits.pass(bot, great, HERE, "again"), Refusal.AlreadyOpen.class);
    identify(owner, IDENTIFIED);
    refused(limits.pass(bot, great, HERE, "again"), Refusal.LedgerRefused.class);
    requests.approve(rosa, waits.number(), waits.digest(), "fine").orThrow();
    requests.execute(rosa, waits.number(), "fine").orThrow();
    refused(limits.pass(bot, great, HERE, "again"), Refusal.LedgerRefused.class);
    assertThat(minor("wallet:dan")).isEqualTo(10_000_00 - 10_00 - 200_00);
  }

  @Test
  void ofTwoAtOnce_oneHasTheLastOfALimit() throws Exception {
    for (int i = 0; i < RACES; i++) {
      String owner = wallet("eve" + i);
      assertThat(isPosted(owner, "90.00")).isTrue();
      CyclicBarrier start = new CyclicBarrier(2);
      Supplier<Boolean> last =
          () -> {
            try {
              start.await();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            return isPosted(owner, "60.00");
          };
      CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(last);
      assertThat(last.get()).isNotEqualTo(other.get());
      assertThat(limits.standing(owner, "EUR", DAY).today()).isEqualTo(150_00);
      assertThat(minor("parked:" + owner)).isEqualTo(60_00);
    }
  }

  @Test
  void withoutAgreedLimits_everythingWaits_andOnlyServicesMayAsk() {
    office.ledger().openUnit(Unit.fiat("USD", 2));
    OwnerLimits.Standing standing = limits.standing("fay", "USD", DAY);
    assertThat(standing.allows(1)).isFalse();
    assertThat(standing.allows(0)).isTrue();
    String owner = wallet("fay");
    refused(
        limits.pass(sue, move(owner, "1.00", DAY), HERE, "no right"), Refusal.NotPermitted.class);
    refused(
        limits.pass(sue, move(owner, "900.00", DAY), HERE, "no right"), Refusal.NotPermitted.class);
  }

  @Test
  void theLimitsOfATier_areDecidedByTwo_andAreNeverHigherForTheUnidentified() {
    Office other = new Office(List.of());
    try {
      Ledger ledger = other.ledger();
      ledger.openUnit(EUR);
      Policy policy = Policy.onePerson("tiers", 1, Duration.ofHours(2), Duration.ofDays(1));
      Approvals approvals = other.approvals(List.of(TierKind.of(ledger, policy)));
      Principal ada = other.login("ada");
      Limits high = new Limits(900L, null, 9_000L);
      Request asked =
          approvals
              .requests()
              .ask(ada, TierKind.ask(UNIDENTIFIED, "EUR", high, HERE, "x"))
              .orThrow();
      refused(
          approvals.requests().approve(ada, asked.number(), asked.digest(), "mine"),
          Refusal.NotPermitted.class);
      other.agree(approvals.requests(), asked).orThrow();
      assertThat(approvals.limits().standing("o", "EUR", DAY).limits())
          .isEqualTo(new Limits(0L, 0L, 0L));
      Limits low = new Limits(500L, 700L, null);
      other
          .agree(
              approvals.requests(),
              approvals
                  .requests()
                  .ask(ada, TierKind.ask(IDENTIFIED, "EUR", low, HERE, "x"))
                  .orThrow())
          .orThrow();
      assertThat(approvals.limits().standing("o", "EUR", DAY).limits())
          .isEqualTo(new Limits(500L, 700L, 9_000L));
      Ask unknown = Ask.of(TierKind.TIER, "IDENTIFIED/XXX", HERE, "no such unit");
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> approvals.requests().ask(ada, unknown))
          .isInstanceOf(InvalidInputException.class);
      other.test.checkInvariants();
    } finally {
      other.close();
    }
  }
}
