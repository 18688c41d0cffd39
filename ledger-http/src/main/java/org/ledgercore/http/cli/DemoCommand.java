package org.ledgercore.http.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ledgercore.http.demo.Demo;
import org.ledgercore.http.embedded.EmbeddedServer;

/**
 * {@code ledger demo}: the golden payments day on an embedded PostgreSQL or on any other server.
 *
 * @param url the server to run on; empty for an embedded one
 * @param keep where the embedded server's data stays; empty to throw it away
 */
record DemoCommand(Optional<String> url, Optional<Path> keep) {

  private static final int FAILED = 1;

  static DemoCommand parse(List<String> arguments) {
    Optional<String> url = Optional.empty();
    Optional<Path> keep = Optional.empty();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (i + 1 == arguments.size()) {
        throw new UsageException(name + ": must be --db URL or --keep DIR");
      }
      String value = arguments.get(i + 1);
      switch (name) {
        case "--db" -> url = Optional.of(value);
        case "--keep" -> keep = Optional.of(Path.of(value).toAbsolutePath());
        default -> throw new UsageException(name + ": must be --db URL or --keep DIR");
      }
    }
    if (url.isPresent() && keep.isPresent()) {
      throw new UsageException("--keep: must not be given together with --db: " + keep.get());
    }
    return new DemoCommand(url, keep);
  }

  int run(PrintStream out) {
    try {
      return url.isPresent() ? runOn(url.get(), out) : runEmbedded(out);
    } catch (IOException | RuntimeException e) {
      System.err.println("The demo could not run: " + e.getMessage());
      return FAILED;
    }
  }

  private int runEmbedded(PrintStream out) throws IOException {
    System.err.println("Starting an embedded PostgreSQL …");
    try (EmbeddedServer server = EmbeddedServer.start(keep)) {
      int status = runOn(server.url(), out);
      keep.ifPresent(directory ->
          out.println(
              "The data stays in "
                  + directory
                  + "; start PostgreSQL 18 on it and look"
                  + " with psql at the schemas that begin with "
                  + Demo.SCHEMA_PREFIX
                  + "."));
      return status;
    }
  }

  private static int runOn(String url, PrintStream out) {
    return new Demo(url, out).run() ? 0 : FAILED;
  }
}
