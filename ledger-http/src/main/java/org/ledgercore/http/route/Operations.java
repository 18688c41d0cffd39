package org.ledgercore.http.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.wire.Page;

/**
 * What can be done, by the operations' names: each group of operations offers its own here, and the
 * list of routes gives every one its address, permission and problems. Used by one thread.
 */
public final class Operations {

  private static final String JSON = "application/json";

  /**
   * An operation without its address.
   *
   * @param request the record it reads
   * @param reply what it answers
   * @param whole who does it, when it reads a request whole
   * @param streamed who does it, when it reads or writes lines
   * @param filed who does it, when its body is a file
   */
  record Offer<Q extends Record>(
      Class<Q> request,
      Route.Reply reply,
      @Nullable Handler<Q, ?> whole,
      @Nullable StreamHandler<Q> streamed,
      @Nullable FileHandler<Q, ?> filed) {}

  private final Map<String, Offer<?>> offers = new LinkedHashMap<>();

  /** An operation that answers with one object. */
  public <Q extends Record, R extends Record> void one(
      String operation, Class<Q> request, Class<R> answer, Handler<Q, R> handler) {
    Route.Reply reply = new Route.Reply(Route.Kind.ONE, answer, JSON);
    add(operation, new Offer<>(request, reply, handler, null, null));
  }

  /** An operation that answers with a page of objects. */
  public <Q extends Record, I extends Record> void page(
      String operation, Class<Q> request, Class<I> item, Handler<Q, Page<I>> handler) {
    Route.Reply reply = new Route.Reply(Route.Kind.PAGE, item, JSON);
    add(operation, new Offer<>(request, reply, handler, null, null));
  }

  /** An operation that reads or writes lines as they come. */
  public <Q extends Record> void stream(
      String operation, Class<Q> request, Streaming<Q> streaming) {
    Route.Reply reply = new Route.Reply(Route.Kind.STREAM, streaming.line(), streaming.mediaType());
    add(operation, new Offer<>(request, reply, null, streaming.handler(), null));
  }

  /** An operation that takes a file and answers with one object. */
  public <Q extends Record, R extends Record> void file(
      String operation, Class<Q> request, Class<R> answer, FileHandler<Q, R> handler) {
    Route.Reply reply = new Route.Reply(Route.Kind.ONE, answer, JSON);
    add(operation, new Offer<>(request, reply, null, null, handler));
  }

  /** The operation of this name, or null. */
  @Nullable Offer<?> offer(String operation) {
    return offers.get(operation);
  }

  /** The names of all. */
  Set<String> names() {
    return offers.keySet();
  }

  private void add(String operation, Offer<?> offer) {
    if (offers.putIfAbsent(operation, offer) != null) {
      throw new IllegalArgumentException("operation " + operation + " is offered twice");
    }
  }
}
