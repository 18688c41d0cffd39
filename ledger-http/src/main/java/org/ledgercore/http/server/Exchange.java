package org.ledgercore.http.server;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ledgercore.http.route.Problem;
import org.ledgercore.http.route.ProblemCode;
import org.ledgercore.http.route.Route;
import org.ledgercore.http.wire.Json;
import org.ledgercore.money.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** One request and its answer. Used by one thread at a time. */
final class Exchange {

  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern PLAIN_KEY =
      Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]*[\\x21-\\x7E])?");
  private static final Pattern CAUSE = Pattern.compile("[A-Za-z0-9._:/-]{1,100}");
  private static final String COOKIE = "__Host-ledger";
  private static final long SESSION_SECONDS = 43_200;
  private static final String KEY = "Idempotency-Key";
  private static final int MAX_KEY = 255;
  private static final int CHUNK = 8_192;

  /** A larger answer goes through the router, which compresses it when the caller can read that. */
  private static final int PLAIN = 1_400;

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final long cameAt = System.nanoTime();
  private final Context context;
  private final String requestId;
  private volatile boolean isLate;
  private int status = 200;
  private int size;

  Exchange(Context context) {
    this.context = context;
    String given = context.header("X-Request-Id");
    this.requestId =
        given != null && REQUEST_ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
    context.header("X-Request-Id", requestId);
  }

  Context context() {
    return context;
  }

  String requestId() {
    return requestId;
  }

  int status() {
    return status;
  }

  /** How many bytes the answer has. */
  int size() {
    return size;
  }

  /** When the request came, in nanoseconds of {@link System#nanoTime}. */
  long cameAt() {
    return cameAt;
  }

  /** Whether its caller was told that the answer is late. */
  boolean isLate() {
    return isLate;
  }

  /** From now on nobody waits for the answer, and nothing more comes over this connection. */
  void beLate() {
    isLate = true;
    context.header("Connection", "close");
  }

  /** From where the request comes. */
  String address() {
    return context.req().getRemoteAddr();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(context.header(name));
  }

  /** The secret of the session that a browser sent. */
  Optional<String> session() {
    return Optional.ofNullable(context.cookie(COOKIE)).filter(secret -> !secret.isEmpty());
  }

  /** Has the browser keep a session, or forget it when the secret is empty. */
  void keepSession(String secret) {
    long seconds = secret.isEmpty() ? 0 : SESSION_SECONDS;
    context.header(
        "Set-Cookie",
        COOKIE + "=" + secret + "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=" + seconds);
  }

  /**
   * Whether a call cannot have been sent by a page of another site: it carries a header that such a
   * page could only send after asking us, and the browser says nothing else.
   */
  boolean isOfOurPage() {
    String site = context.header("Sec-Fetch-Site");
    return context.header("X-Ledger-Request") != null
        && (site == null || site.equals("same-origin") || site.equals("none"));
  }

  /** What the call answers to, as its header says; empty for nothing. */
  String cause() {
    String cause = context.header("X-Cause");
    if (cause == null) {
      return "";
    }
    if (!CAUSE.matcher(cause).matches()) {
      throw new InvalidInputException(
          "X-Cause", "must be 1 to 100 of letters, digits and . _ : / -", cause);
    }
    return cause;
  }

  /** The texts of path and, when it reads, of the query; each name once. */
  Map<String, String> texts(Route<?> route) {
    Map<String, String> texts = new HashMap<>(context.pathParamMap());
    for (Map.Entry<String, List<String>> each : context.queryParamMap().entrySet()) {
      String name = each.getKey();
      if (route.method() != Route.Method.GET || texts.containsKey(name)) {
        throw new InvalidInputException(name, "must not stand in the address", each.getValue());
      }
      if (each.getValue().size() != 1) {
        throw new InvalidInputException(name, "must be given once", each.getValue());
      }
      texts.put(name, each.getValue().getFirst());
    }
    return texts;
  }

  /** The caller's name for the request, quoted or bare. */
  String key() {
    List<String> given = Collections.list(context.req().getHeaders(KEY));
    if (given.isEmpty()) {
      throw new ProblemException(ProblemCode.KEY_MISSING, KEY + " must be sent with this request");
    }
    if (given.size() > 1) {
      throw new InvalidInputException(KEY, "must be given once", given.size());
    }
    String text = given.getFirst();
    String bare =
        text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
            ? text.substring(1, text.length() - 1)
            : text;
    if (bare.length() > MAX_KEY || !PLAIN_KEY.matcher(bare).matches()) {
      throw new InvalidInputException(KEY, "must be 1 to 255 printable ASCII characters", bare);
    }
    return bare;
  }

  /** The body as strict JSON. */
  JsonNode json(int maxBytes, Duration patience) throws IOException {
    String type = context.req().getContentType();
    if (type == null || !isJson(type)) {
      throw new ProblemException(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json in UTF-8");
    }
    return Json.read(body(maxBytes, patience));
  }

  /** Refuses a body where none is read. */
  void requireNoBody() throws IOException {
    if (context.req().getContentLengthLong() > 0 || context.req().getInputStream().read() >= 0) {
      throw new InvalidInputException("body", "must be empty", "something");
    }
  }

  private byte[] body(int maxBytes, Duration patience) throws IOException {
    requireNoEncoding();
    if (context.req().getContentLengthLong() > maxBytes) {
      throw tooLarge(maxBytes);
    }
    long end = System.nanoTime() + patience.toNanos();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    InputStream in = context.req().getInputStream();
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      bytes.write(chunk, 0, n);
      if (bytes.size() > maxBytes) {
        throw tooLarge(maxBytes);
      }
      if (end - System.nanoTime() < 0) {
        throw new ProblemException(ProblemCode.TOO_SLOW, "the body took longer than " + patience);
      }
    }
    return bytes.toByteArray();
  }

  /** Writes the body to a file. */
  void file(long maxBytes, Path file) throws IOException {
    requireNoEncoding();
    if (context.req().getContentLengthLong() > maxBytes) {
      throw tooLarge(maxBytes);
    }
    long written = 0;
    byte[] chunk = new byte[CHUNK];
    InputStream in = context.req().getInputStream();
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        written += n;
        if (written > maxBytes) {
          throw tooLarge(maxBytes);
        }
        out.write(chunk, 0, n);
      }
    }
  }

  void requireNoEncoding() {
    String encoding = context.header("Content-Encoding");
    if (encoding != null && !encoding.equals("identity")) {
      throw new ProblemException(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the body must not be compressed");
    }
  }

  private ProblemException tooLarge(long maxBytes) {
    context.header("Connection", "close");
    return new ProblemException(
        ProblemCode.BODY_TOO_LARGE, "the body must have at most " + maxBytes + " bytes");
  }

  void problem(Problem problem) {
    send(problem.status(), Problem.MEDIA_TYPE, Json.write(problem.in(requestId)));
  }

  void send(int code, String mediaType, byte[] body) {
    status = code;
    size = body.length;
    context.status(code);
    context.contentType(mediaType);
    if (body.length > PLAIN) {
      context.result(body);
      return;
    }
    try {
      context.res().getOutputStream().write(body);
    } catch (IOException e) {
      // Nobody is there to be told.
      LOG.debug("An answer could not be written", e);
    }
  }

  /** Sends a small answer now, without waiting for the end of the call. */
  void flush() throws IOException {
    context.res().setContentLength(size);
    context.res().flushBuffer();
  }

  /** The status of an answer that a stream has begun. */
  void began(int code) {
    status = code;
  }

  private static boolean isJson(String type) {
    String plain = type.replace(" ", "").toLowerCase(Locale.ROOT);
    return plain.equals("application/json") || plain.equals("application/json;charset=utf-8");
  }
}
