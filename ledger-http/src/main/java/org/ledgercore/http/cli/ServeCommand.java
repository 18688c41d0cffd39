package org.ledgercore.http.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ledgercore.http.Service;
import org.ledgercore.http.ServiceOptions;
import org.ledgercore.http.demo.DemoBooks;
import org.ledgercore.http.embedded.EmbeddedServer;
import org.ledgercore.http.server.ServerOptions;

/**
 * {@code ledger serve}: the HTTP service, on an embedded PostgreSQL whose data stay in a directory,
 * or on any other server.
 *
 * @param host the address to listen on
 * @param port the port to listen on
 * @param url the server to use; empty for an embedded one
 * @param data where the embedded server's data stay
 * @param searchKey by which personal data is found again; empty for not at all
 * @param demo whether to load the golden day into empty books
 */
record ServeCommand(
    String host,
    int port,
    Optional<String> url,
    Path data,
    Optional<String> searchKey,
    boolean demo) {

  private static final String USAGE =
      "must be --port N, --host ADDRESS, --db URL, --data DIR or --demo";
  private static final String DATABASE = "LEDGER_DB";
  private static final String SEARCH_KEY = "LEDGER_SEARCH_KEY";
  private static final int MAX_PORT = 65_535;
  private static final int FAILED = 1;

  /**
   * Reads the arguments; {@code LEDGER_DB} of the environment stands for {@code --db}, and {@code
   * LEDGER_SEARCH_KEY} stands there alone, because arguments are seen by everybody on the machine.
   */
  static ServeCommand parse(List<String> arguments, Map<String, String> environment) {
    ServeCommand command =
        new ServeCommand(
            ServerOptions.defaults().host(),
            ServerOptions.defaults().port(),
            given(environment, DATABASE),
            Path.of("ledger-data").toAbsolutePath(),
            given(environment, SEARCH_KEY),
            false);
    int at = 0;
    while (at < arguments.size()) {
      String name = arguments.get(at++);
      if (name.equals("--demo")) {
        command = command.with(name, "");
      } else if (at == arguments.size()) {
        throw new UsageException(name + ": " + USAGE);
      } else {
        command = command.with(name, arguments.get(at++));
      }
    }
    return command;
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(each -> !each.isBlank());
  }

  private ServeCommand with(String name, String value) {
    return switch (name) {
      case "--host" -> new ServeCommand(value, port, url, data, searchKey, demo);
      case "--port" -> new ServeCommand(host, port(value), url, data, searchKey, demo);
      case "--db" -> new ServeCommand(host, port, Optional.of(value), data, searchKey, demo);
      case "--data" ->
          new ServeCommand(host, port, url, Path.of(value).toAbsolutePath(), searchKey, demo);
      case "--demo" -> new ServeCommand(host, port, url, data, searchKey, true);
      default -> throw new UsageException(name + ": " + USAGE);
    };
  }

  /** Runs until the process is asked to stop. */
  int run(PrintStream out) {
    try {
      if (url.isPresent()) {
        return serve(url.get(), out);
      }
      Files.createDirectories(data);
      System.err.println("Starting PostgreSQL on " + data + " …");
      try (EmbeddedServer server = EmbeddedServer.start(Optional.of(data))) {
        return serve(server.url(), out);
      }
    } catch (IOException | RuntimeException e) {
      System.err.println("The service could not start: " + e.getMessage());
      return FAILED;
    }
  }

  private int serve(String database, PrintStream out) {
    StopSignal stop = StopSignal.install();
    ServerOptions server = ServerOptions.defaults().on(host, port);
    ServiceOptions plain = ServiceOptions.on(database).with(server);
    ServiceOptions options = searchKey.map(plain::searchableWith).orElse(plain);
    try (Service service = Service.start(options)) {
      out.println("The ledger listens on http://" + host + ":" + service.port());
      out.println("Its operations are described at /docs, for programs at /openapi.json.");
      service
          .firstToken()
          .ifPresent(first -> {
            out.println("The administrator signs in with this token, which is shown only now:");
            out.println("  " + first.secret());
          });
      if (demo) {
        new DemoBooks(service.ledger()).load(out);
        DemoTokens.issue(service.tokens(), out);
      }
      stop.await();
      out.println("Stopping: calls in progress are finished …");
    }
    return 0;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new UsageException("--port: must be 0 to 65535: " + text);
    }
    throw new UsageException("--port: must be 0 to 65535: " + text);
  }
}
