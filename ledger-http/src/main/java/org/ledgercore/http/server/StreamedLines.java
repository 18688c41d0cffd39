package org.ledgercore.http.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.route.Lines;
import org.ledgercore.http.route.Route;
import org.ledgercore.money.InvalidInputException;

/** Lines over a connection. What is asked for and what is answered flow at the same time. */
final class StreamedLines implements Lines {

  private static final int BUFFER = 65_536;
  private static final int OK = 200;

  private final Route<?> route;
  private final Exchange exchange;
  private final int maxLine;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private boolean isOver;
  private @Nullable OutputStream out;

  StreamedLines(Route<?> route, Exchange exchange, int maxLine) {
    this.route = route;
    this.exchange = exchange;
    this.maxLine = maxLine;
  }

  @Override
  public Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long length = 0;
    boolean ended = false;
    boolean any = false;
    while (!ended && (at < filled || fill())) {
      any = true;
      int end = at;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      length += end - at;
      if (length <= maxLine) {
        line.write(buffer, at, end - at);
      }
      ended = end < filled;
      at = ended ? end + 1 : end;
    }
    if (length > maxLine) {
      throw new InvalidInputException("line", "must have at most " + maxLine + " bytes", length);
    }
    return any ? Optional.of(line.toByteArray()) : Optional.empty();
  }

  @Override
  public boolean isReady() throws IOException {
    return at < filled || (!isOver && exchange.context().req().getInputStream().available() > 0);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    begun().write(bytes);
  }

  @Override
  public void flush() throws IOException {
    begun().flush();
  }

  @Override
  public Optional<String> header(String name) {
    return exchange.header(name);
  }

  void end() throws IOException {
    begun().flush();
  }

  private OutputStream begun() throws IOException {
    OutputStream known = out;
    if (known == null) {
      exchange.began(OK);
      exchange.context().status(OK);
      exchange.context().contentType(route.reply().mediaType());
      known = exchange.context().res().getOutputStream();
      out = known;
    }
    return known;
  }

  private boolean fill() throws IOException {
    if (isOver) {
      return false;
    }
    InputStream in = exchange.context().req().getInputStream();
    at = 0;
    filled = Math.max(0, in.read(buffer));
    isOver = filled == 0;
    return !isOver;
  }
}
