package org.ledgercore.http.route;

import java.nio.file.Path;

/** Does what a request asks for with a file that came as its body. */
@FunctionalInterface
public interface FileHandler<Q, R> {

  /** Answers a call; the file is gone when it returns. */
  Answer<R> handle(Call call, Q request, Path file);
}
