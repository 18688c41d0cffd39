package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;
import org.ledgercore.money.Unit;
import org.ledgercore.testing.Eventually;
import org.ledgercore.testing.TestServer;

/**
 * What no proper client sends, byte by byte. The deadlines are short here; what is asserted is that
 * a connection is ended, never how fast.
 */
class RawSocketTest {

  private static final int PATIENCE_MILLIS = 30_000;

  @RegisterExtension
  static final RunningService SERVICE =
      new RunningService(usual ->
          usual
              .withRates(new ServerOptions.Rates(1_000, 1_000, 1_000, 10))
              .withTimes(
                  new ServerOptions.Times(
                      Duration.ofMillis(400),
                      Duration.ofMillis(800),
                      Duration.ofMillis(600),
                      Duration.ofMillis(200),
                      Duration.ofSeconds(2))));

  private static Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", SERVICE.service().port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Everything until the other side ends the connection. */
  private static String untilEnd(Socket socket) throws IOException {
    StringBuilder read = new StringBuilder();
    InputStream in = socket.getInputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        read.append((char) b);
      }
    } catch (SocketException e) {
      read.append(" (reset)");
    }
    return read.toString();
  }

  /** Sends a piece again and again until the connection is gone; never longer than the patience. */
  private static boolean isEndedWhileSending(Socket socket, String piece) throws Exception {
    long end = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
    while (System.nanoTime() < end) {
      try {
        send(socket, piece);
        if (socket.getInputStream().available() > 0) {
          return true;
        }
      } catch (SocketException e) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }

  @Test
  void aHeaderThatDrips_isEnded() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "GET /health HTTP/1.1\r\nHost: x\r\n");

      assertThat(isEndedWhileSending(socket, "X: y\r\n")).isTrue();
    }
  }

  @Test
  void aSecondHeaderOnOneConnection_thatDrips_isEnded() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
      byte[] answer = new byte[64];
      assertThat(socket.getInputStream().read(answer)).isPositive();
      while (socket.getInputStream().available() > 0) {
        assertThat(socket.getInputStream().skip(1_000)).isPositive();
      }
      Thread.sleep(20);
      send(socket, "GET /health HTTP/1.1\r\n");
      socket.getInputStream().skipNBytes(socket.getInputStream().available());

      assertThat(isEndedWhileSending(socket, "X: y\r\n")).isTrue();
    }
  }

  @Test
  void aConnectionThatSendsNothing_isEnded() throws Exception {
    try (Socket socket = connect()) {
      assertThat(untilEnd(socket)).isEmpty();
    }
  }

  @Test
  void aBodyThatStops_isEnded() throws Exception {
    Client accountant = SERVICE.as(Role.ACCOUNTANT);
    try (Socket socket = connect()) {
      send(socket, head(accountant, "Content-Length: 100") + "{");

      assertThat(untilEnd(socket)).startsWith("HTTP/1.1 408").contains("TOO_SLOW");
    }
  }

  @Test
  void aBodyThatDrips_isEnded() throws Exception {
    Client accountant = SERVICE.as(Role.ACCOUNTANT);
    try (Socket socket = connect()) {
      send(socket, head(accountant, "Content-Length: 100000"));

      assertThat(isEndedWhileSending(socket, " ")).isTrue();
    }
  }

  @Test
  void aBodyInPiecesWithoutALength_isEndedAtAMillionBytes() throws Exception {
    Client accountant = SERVICE.as(Role.ACCOUNTANT);
    try (Socket socket = connect()) {
      send(socket, head(accountant, "Transfer-Encoding: chunked"));
      String piece = "2710\r\n" + " ".repeat(10_000) + "\r\n";
      try {
        for (int i = 0; i < 101; i++) {
          send(socket, piece);
        }
      } catch (SocketException e) {
        return;
      }

      assertThat(untilEnd(socket)).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /health HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /health HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n",
        "POST /ops/entries HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST /ops/entries HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n"
      })
  void whatCannotBeReadAsHttp_isAProblemToo(String request) throws Exception {
    try (Socket socket = connect()) {
      send(socket, request);
      String answer = untilEnd(socket);

      assertThat(answer).contains("application/problem+json").doesNotContain("jetty", "Jetty");
      assertThat(answer).matches("(?s)HTTP/1.1 (4|505).*");
    }
  }

  @Test
  void anAnswerThatNobodyReads_holdsNothingUp() throws Exception {
    Client auditor = SERVICE.as(Role.AUDITOR);
    try (Socket socket = connect()) {
      socket.setReceiveBufferSize(1_024);
      for (int i = 0; i < 200; i++) {
        try {
          send(
              socket,
              "GET /ops/trial-balance HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                  + auditor.token()
                  + "\r\n\r\n");
        } catch (SocketException e) {
          break;
        }
      }

      assertThat(auditor.get("/ops/trial-balance").status()).isEqualTo(200);
    }
  }

  /** Steadily, so that the connection is never idle, but too slowly. */
  @Test
  void aLargeAnswerThatIsReadTooSlowly_isEnded() throws Exception {
    Client auditor = SERVICE.as(Role.AUDITOR);
    Unit unit = SERVICE.service().ledger().openUnit(Unit.fiat("BIG", 2));
    for (int i = 0; i < 1_000; i++) {
      String path = "large:" + "x".repeat(60) + ":" + "y".repeat(60) + ":" + "z".repeat(60) + i;
      SERVICE.service().ledger().openAccount(NewAccount.asset(path, unit));
    }
    int whole = auditor.get("/ops/accounts?limit=1000").body().length();
    assertThat(whole).isGreaterThan(250_000);
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(new InetSocketAddress("127.0.0.1", SERVICE.service().port()));
      socket.setSoTimeout(PATIENCE_MILLIS);
      send(
          socket,
          "GET /ops/accounts?limit=1000 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + auditor.token()
              + "\r\n\r\n");

      assertThat(readSlowly(socket, whole)).isLessThan(whole);
    }
  }

  /**
   * How many bytes come before the end, or until there are so many: slowly for longer than an
   * answer may take, then what is left.
   */
  private static int readSlowly(Socket socket, int most) throws Exception {
    byte[] piece = new byte[1_024];
    long slowUntil = System.nanoTime() + Duration.ofSeconds(4).toNanos();
    int read = 0;
    try {
      for (int n = 0; n >= 0 && read < most; n = socket.getInputStream().read(piece)) {
        read += n;
        if (System.nanoTime() < slowUntil) {
          Thread.sleep(50);
        }
      }
    } catch (SocketException e) {
      return read;
    }
    return read;
  }

  @Test
  void aQuestionThatTakesTooLong_isToldSo() throws Exception {
    Client auditor = SERVICE.as(Role.AUDITOR);
    assertThat(auditor.get("/ops/accounts").status()).isEqualTo(200);
    Reply late;
    try (Connection other = lockOf("account", "access exclusive")) {
      late = auditor.get("/ops/accounts");
      other.rollback();
    }

    assertThat(late.problem()).isEqualTo("503 ANSWER_LATE");
    assertThat(late.header("Retry-After")).isNotEmpty();
    assertThat(auditor.get("/ops/accounts").status()).isEqualTo(200);
  }

  @Test
  void aPostingThatTakesTooLong_goesOn_andItsKeyFindsOut() throws Exception {
    Client accountant = SERVICE.as(Role.ACCOUNTANT);
    Books.bankAndCustomer(accountant);
    String deposit = Books.deposit("late", "1.00");
    Reply late;
    try (Connection other = lockOf("posting", "exclusive")) {
      late = accountant.post("/ops/entries", deposit, "Idempotency-Key", "late");
      other.rollback();
    }

    assertThat(late.problem()).isEqualTo("503 ANSWER_LATE");
    Eventually.holds(
        "the late posting is there",
        () -> {
          Reply again = accountant.post("/ops/entries", deposit, "Idempotency-Key", "late");
          return again.status() == 200 && again.header("Idempotency-Replayed").equals("true");
        });
  }

  private static Connection lockOf(String table, String mode) throws SQLException {
    Connection connection = DriverManager.getConnection(TestServer.shared().url());
    connection.setAutoCommit(false);
    try (Statement lock = connection.createStatement()) {
      lock.execute(
          "lock table " + SERVICE.options().ledgerSchema() + "." + table + " in " + mode + " mode");
    }
    return connection;
  }

  private static String head(Client client, String length) {
    return "POST /ops/entries HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Idempotency-Key: k\r\nAuthorization: Bearer "
        + client.token()
        + "\r\n"
        + length
        + "\r\n\r\n";
  }
}
