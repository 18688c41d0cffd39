package org.ledgercore.http.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Lines;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Streaming;

/** The description for programs, and the page for people; both come from this jar alone. */
public final class DocsCalls {

  private final Supplier<byte[]> description;

  /** Answers with a description that may be made when it is first asked for. */
  public DocsCalls(Supplier<byte[]> description) {
    this.description = description;
  }

  /** Nothing to be said. */
  public record Plain() {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.stream(
        "openapi", Plain.class, new Streaming<>("application/json", Plain.class, this::describe));
    to.stream(
        "docs", Plain.class, new Streaming<>("text/html;charset=utf-8", Plain.class, this::page));
    to.stream(
        "docsScript",
        Plain.class,
        new Streaming<>("text/javascript;charset=utf-8", Plain.class, this::script));
    to.stream(
        "docsStyle",
        Plain.class,
        new Streaming<>("text/css;charset=utf-8", Plain.class, this::style));
  }

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
