package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.ledgercore.http.Service;
import org.ledgercore.http.ServiceOptions;
import org.ledgercore.http.access.Token;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.testing.TestServer;

/** A stop in the middle of a call: the call is finished, a new one is not begun. */
class GracefulStopTest {

  private static final int PATIENCE_MILLIS = 30_000;

  @Test
  void aBulkInProgress_isFinished() throws Exception {
    String name = "stop_" + Long.toString(System.nanoTime(), 36);
    Service service =
        Service.start(
            ServiceOptions.on(TestServer.shared().url())
                .in(name, name + "_http")
                .with(ServerOptions.defaults().on("127.0.0.1", 0)));
    Token.Wanted wanted =
        new Token.Wanted("accountant", Audience.OPS, "platform", EnumSet.of(Role.ACCOUNTANT), 1);
    Client client = new Client(service.port(), service.tokens().issue(wanted, "test").secret());
    Books.bankAndCustomer(client);
    try (Socket socket = new Socket("127.0.0.1", client.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      send(socket, head(client) + chunk(line("stop-1")));
      assertThat(nextVerdict(in)).contains("ACCEPTED");

      Thread stopping = Thread.ofVirtual().start(service::close);
      while (isOpen(client.port())) {
        Thread.sleep(10);
      }
      send(socket, chunk(line("stop-2")) + "0\r\n\r\n");

      assertThat(nextVerdict(in)).contains("ACCEPTED");
      stopping.join();
    } finally {
      service.close();
    }
  }

  private static boolean isOpen(int port) {
    try (Socket probe = new Socket("127.0.0.1", port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String head(Client client) {
    return "POST /ops/entries/bulk HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
        + "Authorization: Bearer "
        + client.token()
        + "\r\n\r\n";
  }

  private static String line(String key) {
    return Books.deposit(key, "0.01").replace("\n", " ") + "\n";
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private static String nextVerdict(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && !line.startsWith("{")) {
      line = in.readLine();
    }
    return String.valueOf(line);
  }
}
