package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks for settings of a server under which an answer "done" would not be true. Stateless. */
public final class ServerCheck {

  private static final String SETTINGS =
      """
      select current_setting('fsync') as fsync,
             current_setting('full_page_writes') as full_page_writes,
             (select reset_val from pg_settings where name = 'synchronous_commit')
               as synchronous_commit,
             current_setting('server_encoding') as encoding,
             pg_is_in_recovery() as standby,
             (select reset_val from pg_settings where name = 'default_transaction_read_only')
               as read_only
      """;

  private ServerCheck() {}

  /** What makes this server unsafe, each as a clause; empty when nothing does. */
  public static List<String> unsafe(Connection connection) throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SETTINGS);
        ResultSet row = statement.executeQuery()) {
      row.next();
      if (row.getBoolean("standby")) {
        found.add("it is a standby, which cannot write");
      }
      if (row.getString("read_only").equals("on")) {
        found.add("default_transaction_read_only is on, so nothing can be posted");
      }
      for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
        if (row.getString(setting).equals("off")) {
          found.add(setting + " is off, so a crash can lose what was answered as durable");
        }
      }
      if (!row.getString("encoding").equals("UTF8")) {
        found.add("its encoding is " + row.getString("encoding") + ", which loses characters");
      }
    }
    return found;
  }
}
