package org.ledgercore.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.TestServer;

/** The demo, run as a user runs it: every figure of the golden day comes out to the last fils. */
@Covers("E17")
class GoldenDayTest {

  @Test
  void demo_provesEveryFigure() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    boolean passed = new Demo(TestServer.shared().url(), out).run();

    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(passed).as(text).isTrue();
    assertThat(text)
        .contains("paid out 54,831,533 IQD")
        .contains("bank 13,500 IQD = reserve liability 12,500 IQD + net contribution 1,000 IQD")
        .contains("owner figures are 125,000 / 2,500 / 1,500 / 12,500 / 0 / 1,000")
        .contains("(a) the payout is refused and changes nothing")
        .contains("(b) rejecting the refund makes 54,881,533 available again")
        .contains("(c) the merchant has 54,831,533 back")
        .contains("(g) all 10 calls are replays and change nothing")
        .contains("(d) bank 54,840,033, bank charges 5,000, and the merchant has 54,831,533 back")
        .contains("clients' money held 12,500 IQD = required 12,500 IQD")
        .contains(
            "provider, ledger and bank agree: 73,500 settled, 54,831,533 paid out, 13,500 left")
        .contains("(d) a return of 54,826,533 gives the merchant 54,831,533 back")
        .contains("(f) one amount break of one minor unit, on the books and in suspense")
        .contains("(e) support may not approve what it asked for")
        .contains("(e) the release is refused and names the refund request")
        .contains("(e) then it is released, once")
        .contains("(e) the bank confirms, twice, and 54,831,533 are paid out once")
        .contains("(e) every request is proved against the ledger")
        .contains(", 0 differ");
  }
}
