package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the guides in {@code docs/} are regions of tests that run. */
class GuidesTest {

  private static final Path ROOT = Path.of(System.getProperty("ledger.root"));
  private static final Path TESTS = ROOT.resolve("ledger-core/src/test/java/org/ledgercore");

  @ParameterizedTest
  @CsvSource({
    "accounts.md, AccountsTest.java, accounts",
    "accounts.md, UnitsTest.java, units",
    "accounts.md, ConditionsTest.java, conditions",
    "audit.md, facts/TrailTest.java, trail",
    "embedding.md, operations/HostServiceTest.java, groups",
    "embedding.md, operations/HostServiceTest.java, transaction",
    "holds.md, holds/HoldsTest.java, holds",
    "holds.md, ReversalTest.java, reversal",
    "contracts.md, payments/ContractsGuideTest.java, contracts",
    "capture-files.md, capturefile/CaptureFileGuideTest.java, capture-file",
    "owner-figures.md, payments/OwnerReportsGuideTest.java, owner-figures",
    "payouts.md, payouts/PayoutsGuideTest.java, payouts",
    "remittances.md, payouts/RemittancesGuideTest.java, remittances",
    "cash-desks.md, cashdesk/CashDesksGuideTest.java, desks",
    "rates.md, payments/RatesGuideTest.java, rates",
    "charges.md, charges/ChargesGuideTest.java, charges"
  })
  void example_isTheRegionOfATestThatRuns(String page, String test, String region)
      throws IOException {
    String guide = Files.readString(ROOT.resolve("docs").resolve(page));
    String source = Files.readString(TESTS.resolve(test));

    assertThat(guide).contains("```java\n" + region(source, region) + "```");
  }

  private static String region(String source, String name) {
    int start = source.indexOf("// @start region=\"" + name + "\"");
    int from = source.indexOf('\n', start) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from)) + 1;
    return source.substring(from, to - 1).stripIndent() + "\n";
  }
}
