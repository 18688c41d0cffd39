package org.ledgercore.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What decides a server's speed, and whether each is PostgreSQL's own default.
 *
 * @param version the server's version
 * @param all the settings named in {@code benchmarks/README.md}
 */
public record Settings(String version, List<Setting> all) {

  /** One setting. */
  public record Setting(String name, String value, boolean isDefault) {
    @Override
    public String toString() {
      return name + " " + value + (isDefault ? " (PostgreSQL's default)" : " (not the default)");
    }
  }

  private static final List<String> NAMES =
      List.of(
          "fsync",
          "synchronous_commit",
          "data_checksums",
          "shared_buffers",
          "max_wal_size",
          "wal_compression",
          "checkpoint_timeout");

  /** Checksums are chosen when the cluster is made: on by default from version 18. */
  private static final String READ =
      """
      select s.name, current_setting(s.name) as value, current_setting('server_version') as version,
             case s.name when 'data_checksums'
               then (s.setting = 'on') = (current_setting('server_version_num')::integer >= 180000)
               else s.setting = s.boot_val end as is_default
        from unnest(?::text[]) with ordinality as wanted (name, i)
        join pg_settings s on s.name = wanted.name order by i
      """;

  static Settings read(Connection connection) throws SQLException {
    List<Setting> all = new ArrayList<>();
    String version = "";
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setArray(1, connection.createArrayOf("text", NAMES.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          version = row.getString("version");
          all.add(
              new Setting(
                  row.getString("name"), row.getString("value"), row.getBoolean("is_default")));
        }
      }
    }
    return new Settings(version, List.copyOf(all));
  }

  /** Refuses a server that would lose what it confirmed: its figures would mean nothing. */
  public void requireDurable() {
    for (Setting setting : all) {
      boolean durability =
          setting.name().equals("fsync") || setting.name().equals("synchronous_commit");
      if (durability && setting.value().equals("off")) {
        throw new UsageException(
            setting.name() + " is off on this server; figures would be false, so nothing was run");
      }
    }
  }

  /** The sentence above the figures. */
  String describe() {
    return "Server: PostgreSQL "
        + version
        + "; "
        + String.join(", ", all.stream().map(Setting::toString).toList());
  }
}
