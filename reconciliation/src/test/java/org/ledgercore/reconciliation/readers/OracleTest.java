package org.ledgercore.reconciliation.readers;

import static org.assertj.core.api.Assertions.assertThat;

import com.prowidesoftware.swift.model.field.Field61;
import com.prowidesoftware.swift.model.mt.mt9xx.MT940;
import com.webcohesion.ofx4j.domain.data.MessageSetType;
import com.webcohesion.ofx4j.domain.data.ResponseEnvelope;
import com.webcohesion.ofx4j.domain.data.banking.BankStatementResponse;
import com.webcohesion.ofx4j.domain.data.banking.BankStatementResponseTransaction;
import com.webcohesion.ofx4j.domain.data.banking.BankingResponseMessageSet;
import com.webcohesion.ofx4j.domain.data.common.Transaction;
import com.webcohesion.ofx4j.io.AggregateUnmarshaller;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.testing.Mt940Files;
import org.ledgercore.reconciliation.testing.OfxFiles;
import org.ledgercore.reconciliation.testing.Statements;

/**
 * Two libraries that had no part in our readers see the same lines and amounts in the same files:
 * prowide in MT940, ofx4j in OFX.
 */
class OracleTest {

  /** Prowide gives no lines for a bare message, so it gets an envelope. */
  private static final String ENVELOPE =
      "{1:F01BANKBEBBAXXX0000000000}{2:O9400000000000BANKBEBBAXXX00000000000000000000N}{4:\r\n";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void prowide_seesTheSameLinesOfAnMt940(long seed) {
    StatementAccount account = Statements.account((int) (seed % 4));
    for (ReceivedStatement sent : new Statements(seed, account).days(3)) {
      byte[] file = Mt940Files.write(List.of(sent));
      String bare = new String(file, StandardCharsets.UTF_8);
      MT940 theirs = MT940.parse(ENVELOPE + bare.replace("-\r\n", "-}"));
      ReceivedStatement ours = new Mt940Reader(List.of(account)).read(file).getFirst();

      assertThat(theirs.getField61().stream().map(OracleTest::line))
          .containsExactlyElementsOf(ours.lines().stream().map(OracleTest::line).toList());
      assertThat(decimal(theirs.getField62F().getComponent4()))
          .isEqualByComparingTo(
              ours.end().closing().orElseThrow().amount().toDecimal().replace("-", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void ofx4j_seesTheSameLinesOfAnOfx(long seed) throws Exception {
    StatementAccount account = Statements.account((int) (seed % 4));
    List<ReceivedStatement> sent = new Statements(seed, account).days(2);
    byte[] file = seed % 2 == 0 ? OfxFiles.xml(sent) : OfxFiles.sgml(sent);
    ResponseEnvelope envelope =
        new AggregateUnmarshaller<>(ResponseEnvelope.class)
            .unmarshal(new ByteArrayInputStream(file));
    BankingResponseMessageSet banking =
        (BankingResponseMessageSet) envelope.getMessageSet(MessageSetType.banking);
    List<String> theirs = new ArrayList<>();
    for (BankStatementResponseTransaction each : banking.getStatementResponses()) {
      BankStatementResponse statement = each.getMessage();
      for (Transaction line : statement.getTransactionList().getTransactions()) {
        theirs.add(line.getId() + " " + plain(line.getBigDecimalAmount()));
      }
    }
    List<String> ours = new ArrayList<>();
    for (ReceivedStatement statement : new OfxReader(List.of(account)).read(file)) {
      for (StatementLine line : statement.lines()) {
        String id = line.reference(ReferenceKind.BANK).orElseThrow();
        ours.add(id + " " + plain(new BigDecimal(line.amount().toDecimal())));
      }
    }

    assertThat(theirs).isNotEmpty().containsExactlyElementsOf(ours);
  }

  private static String line(Field61 field) {
    boolean isOut = List.of("D", "RC").contains(field.getComponent3());
    BigDecimal amount = decimal(field.getComponent5());
    return plain(isOut ? amount.negate() : amount) + " " + field.getComponent9();
  }

  private static String line(StatementLine line) {
    return plain(new BigDecimal(line.amount().toDecimal()))
        + " "
        + line.reference(ReferenceKind.BANK).orElseThrow();
  }

  private static BigDecimal decimal(String swift) {
    return new BigDecimal(swift.endsWith(",") ? swift.replace(",", "") : swift.replace(',', '.'));
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }
}
