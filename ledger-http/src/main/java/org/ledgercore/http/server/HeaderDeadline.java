package org.ledgercore.http.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Connections that are closed when the header of a request does not arrive whole in time, however
 * steadily its bytes drip. A header that arrives in one piece, as nearly all do, costs nothing.
 */
final class HeaderDeadline extends HttpConnectionFactory {

  private final Duration deadline;

  HeaderDeadline(HttpConfiguration configuration, Duration deadline) {
    super(configuration);
    this.deadline = deadline;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    HttpConnection connection = new Watched(getHttpConfiguration(), connector, endPoint, deadline);
    connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
    return configure(connection, connector, endPoint);
  }

  private static final class Watched extends HttpConnection {

    private static final long NONE = -1;

    private final Duration deadline;

    /** The message whose header is being waited for. */
    private final AtomicLong watched = new AtomicLong(NONE);

    Watched(
        HttpConfiguration configuration,
        Connector connector,
        EndPoint endPoint,
        Duration deadline) {
      super(configuration, connector, endPoint);
      this.deadline = deadline;
    }

    @Override
    public void onFillable() {
      super.onFillable();
      long message = getMessagesIn();
      if (isInHeader() && watched.getAndSet(message) != message) {
        getConnector()
            .getScheduler()
            .schedule(() -> check(message), deadline.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    private void check(long message) {
      if (isInHeader() && getMessagesIn() == message) {
        getEndPoint().close();
      }
      watched.compareAndSet(message, NONE);
    }

    private boolean isInHeader() {
      HttpParser parser = getParser();
      return parser.inHeaderState() && !parser.isStart();
    }
  }
}
