package org.ledgercore.http.route;

import java.io.IOException;

/** Reads or writes lines as they come. */
@FunctionalInterface
public interface StreamHandler<Q> {

  /** Answers a call on a stream; what it throws ends the connection. */
  void handle(Call call, Q request, Lines lines) throws IOException;
}
