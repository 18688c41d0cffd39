package org.ledgercore.http.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;

/** One connection that is kept alive: sends a request, waits for its answer. Used by one thread. */
final class KeptAlive implements AutoCloseable {

  private static final int BUFFER = 65_536;
  private static final String LENGTH = "content-length: ";

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  KeptAlive(int port) throws IOException {
    this.socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
  }

  /** Sends a whole request and reads the whole answer; gives its status. */
  int call(byte[] request) throws IOException {
    out.write(request);
    out.flush();
    int status = Integer.parseInt(line().split(" ", -1)[1]);
    long length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith(LENGTH)) {
        length = Long.parseLong(lower.substring(LENGTH.length()));
      }
    }
    in.skipNBytes(length);
    return status;
  }

  /** Sends bytes without waiting. */
  void send(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** The next line of the answer. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server ended the connection");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
