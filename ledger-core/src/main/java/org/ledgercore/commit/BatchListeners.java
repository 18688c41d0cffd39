package org.ledgercore.commit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told of each batch of one writer. Costs nothing while there is nobody. Thread-safe. */
final class BatchListeners {

  private static final Logger LOG = LoggerFactory.getLogger(BatchListeners.class);

  private final List<Consumer<BatchFigures>> listeners = new CopyOnWriteArrayList<>();

  /** Adds a listener; running the answer removes it again. */
  Runnable add(Consumer<BatchFigures> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Tells all of them; what one throws is logged, because the batch has its fate already. */
  void tell(BatchEvent event) {
    if (listeners.isEmpty()) {
      return;
    }
    BatchFigures figures = event.figures();
    for (Consumer<BatchFigures> listener : listeners) {
      try {
        listener.accept(figures);
      } catch (RuntimeException e) {
        LOG.warn("A listener to batches failed", e);
      }
    }
  }
}
