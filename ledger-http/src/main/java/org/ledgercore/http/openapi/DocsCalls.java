package org.ledgercore.http.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Lines;

/** The description for programs, and the page for people; both come from this jar alone. */
public final class DocsCalls {

  private final Supplier<byte[]> description;

  /** Answers with a description that may be made when it is first asked for. */
  public DocsCalls(Supplier<byte[]> description) {
    this.description = description;
  }

  /** Nothing to be said. */
  public record Plain() {}

  /** OpenAPI 3.1. */
  public void describe(Call call, Plain plain, Lines lines) throws IOException {
    lines.write(description.get());
  }

  /** The page. */
  public void page(Call call, Plain plain, Lines lines) throws IOException {
    copy("index.html", lines);
  }

  /** What the page runs. */
  public void script(Call call, Plain plain, Lines lines) throws IOException {
    copy("docs.js", lines);
  }

  /** How the page looks. */
  public void style(Call call, Plain plain, Lines lines) throws IOException {
    copy("docs.css", lines);
  }

  private static void copy(String name, Lines lines) throws IOException {
    try (InputStream in = DocsCalls.class.getResourceAsStream("/docs/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no page " + name);
      }
      lines.write(in.readAllBytes());
    }
  }
}
