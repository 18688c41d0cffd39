package org.ledgercore.http.route;

/** Does what a request asks for: reads the request, calls one method, gives the outcome. */
@FunctionalInterface
public interface Handler<Q, R> {

  /** Answers a call. */
  Answer<R> handle(Call call, Q request);
}
