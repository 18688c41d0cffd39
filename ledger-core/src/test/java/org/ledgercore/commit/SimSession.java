package org.ledgercore.commit;

import java.sql.SQLException;
import org.ledgercore.commit.SimFault.Phase;

/** A session that breaks with the first lost request and stays broken until it is discarded. */
abstract class SimSession {

  private final SimStore store;
  private boolean open;
  private boolean broken;

  SimSession(SimStore store) {
    this.store = store;
  }

  /** Sends a request, connecting if need be; the fault it meets has had its effect before it. */
  SimFault request(Phase phase) throws SQLException {
    connect();
    SimFault fault = store.faultAt(phase);
    try {
      store.before(fault);
    } catch (SQLException e) {
      broken = e.getSQLState().startsWith("08");
      throw e;
    }
    return fault;
  }

  void requireUnbroken() throws SQLException {
    if (broken) {
      throw new SQLException("This connection has been closed.", "08003");
    }
  }

  void connect() throws SQLException {
    requireUnbroken();
    if (!open) {
      store.before(store.faultAt(Phase.CONNECT));
      open = true;
    }
  }

  void breaks() {
    broken = true;
  }

  public void discard() {
    open = false;
    broken = false;
  }

  public void close() {
    discard();
  }
}
