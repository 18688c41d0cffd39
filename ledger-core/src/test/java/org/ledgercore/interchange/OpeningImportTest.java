package org.ledgercore.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.interchange.ImportOutcome.Refused;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestLedger;

/** An opening trial balance comes in as one entry, once, or not at all. */
class OpeningImportTest {

  private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
  private static final String HEADER = "account,type,currency,side,amount\n";
  private static final String GOOD =
      HEADER
          + "bank,ASSET,EUR,DEBIT,100.00\n"
          + "purse:ann,LIABILITY,EUR,CREDIT,70.00\n"
          + "bank,ASSET,JPY,DEBIT,5000\n"
          + "allowance,CONTRA_ASSET,EUR,CREDIT,0.00\n";

  private final TestLedger test = TestLedger.fresh();

  OpeningImportTest() {
    test.ledger().openUnit(SmallBooks.EUR);
    test.ledger().openUnit(Unit.fiat("JPY", 0));
  }

  @AfterEach
  void close() {
    test.checkInvariants();
    test.close();
  }

  @Test
  void goodFile_isOneEntry_andReplayed() throws IOException {
    assertThat(opening(GOOD).orThrow().replayed()).isZero();
    Ledger ledger = test.ledger();
    RecordedEntry entry = ledger.entry(ledger.newestEntry());
    assertThat(entry.entry().kind()).isEqualTo("opening");
    assertThat(entry.effectiveDate()).isEqualTo(DAY);
    assertThat(entry.entry().postings()).hasSize(5);
    Account equity = account("owner_funds", "EUR");
    assertThat(equity.type()).isEqualTo(AccountType.EQUITY);
    assertThat(ledger.balance(equity).posted()).isEqualTo(Money.of("30.00", SmallBooks.EUR));
    assertThat(ledger.balance(account("owner_funds", "JPY")).posted().minor()).isEqualTo(5_000);
    assertThat(account("allowance", "EUR").normalSide().name()).isEqualTo("CREDIT");

    assertThat(opening(GOOD).orThrow().replayed()).isEqualTo(1);
    assertThat(ledger.newestEntry()).isEqualTo(entry.number());
    Refused other = (Refused) opening(GOOD.replace("70.00", "71.00"));
    assertThat(other.sentence())
        .isEqualTo(
            "o.csv line 2: account: must have no postings before its opening balance: bank in EUR");
    Refused later = (Refused) new JournalImport(ledger).opening(file(GOOD), DAY.plusDays(1));
    assertThat(later.value()).isEqualTo("KEY_REUSED");
  }

  @Test
  void balancedFile_needsNoEquityAccount() throws IOException {
    opening(HEADER + "bank,ASSET,EUR,DEBIT,1.00\nowner_funds,EQUITY,EUR,CREDIT,1.00\n").orThrow();
    assertThat(test.ledger().entry(test.ledger().newestEntry()).entry().postings()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bank,ASSET,EUR,DEBIT,1.00|6|account|must have one row",
        "till,ASSET,EUR,DEBIT,-1.00|6|amount|must be positive",
        "till,ASSET,EUR,DEBIT,1.0.0|6|amount|must be a plain decimal",
        "till,ASSET,EUR,DEBIT,1000000000000000.00|6|amount|must be at most 10^15",
        "till,,EUR,DEBIT,1.00|6|type|must be given for an account",
        "till,BANK,EUR,DEBIT,1.00|6|type|must be ASSET",
        "till,ASSET,USD,DEBIT,1.00|6|currency|must be a unit that is open",
        "till,ASSET,EUR,LEFT,1.00|6|side|must be DEBIT or CREDIT",
        "Till,ASSET,EUR,DEBIT,1.00|6|account|must read class",
        "till,ASSET,EUR,DEBIT|6|row|must have 5 fields",
        "owner_funds,EQUITY,EUR,CREDIT,1.00|0|amount|must balance in EUR when there is a row",
      })
  void fault_isRefusedAsAWhole(String row, long line, String field, String rule)
      throws IOException {
    Refused refused = (Refused) opening(GOOD + row + "\n");
    assertThat(refused.line()).isEqualTo(line);
    assertThat(refused.field()).isEqualTo(field);
    assertThat(refused.rule()).startsWith(rule);
    assertThat(test.ledger().newestEntry()).isEqualTo(2);
  }

  @Test
  void whatTheLedgerWouldRefuse_isRefusedBefore() throws IOException {
    Ledger ledger = test.ledger();
    ledger.periods().close(DAY, "ann", "done");
    assertThat(((Refused) opening(GOOD)).sentence())
        .isEqualTo(
            "o.csv: effective_date: must be after 2024-12-31, the last closed day: 2024-12-31");
    ledger.periods().reopen(DAY, "ann", "not yet");

    ledger.openAccount(NewAccount.asset("reserve", SmallBooks.EUR));
    Refused asset =
        (Refused) new JournalImport(ledger).opening(file(GOOD), DAY, AccountPath.of("reserve"));
    assertThat(asset.sentence()).isEqualTo("o.csv: equity: must be an EQUITY account: ASSET");

    assertThat(((Refused) opening(HEADER + "bank,ASSET,EUR,DEBIT,0.00\n")).sentence())
        .isEqualTo("o.csv: postings: must be at least 2: 0");
    ledger.openAccount(NewAccount.liability("purse:ann", SmallBooks.EUR).neverOverdrawn());
    assertThat(((Refused) opening(GOOD.replace("CREDIT,70", "DEBIT,70"))).rule())
        .isEqualTo("must leave purse:ann in EUR at 0.00 EUR or more");
    long before = ledger.newestEntry();
    opening(GOOD).orThrow();
    assertThat(ledger.newestEntry()).isEqualTo(before + 6);
  }

  private ImportOutcome opening(String csv) throws IOException {
    return new JournalImport(test.ledger()).opening(file(csv), DAY);
  }

  private Account account(String path, String currency) {
    return test.ledger().account(new AccountRef(AccountPath.of(path), currency)).orElseThrow();
  }

  private static ImportFile file(String csv) {
    byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
    return new ImportFile("o.csv", () -> new ByteArrayInputStream(bytes));
  }
}
