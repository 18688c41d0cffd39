package org.ledgercore.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a schema is made of, as the server itself describes it: tables, columns, constraints,
 * indexes, functions, triggers, and grants that a log must not have. The shape of the shipped
 * migrations is recorded in {@code shape.txt} beside this class; {@code GenerateTables} writes it.
 * Stateless.
 */
public final class SchemaShape {

  /** Lines of these kinds must not be there unless they were shipped. */
  private static final Set<String> CLOSED = Set.of("trigger", "rule", "grant", "off");

  /** The name of a thing, a tab, what it is. Names are those seen from inside the schema. */
  private static final String LINES =
      """
      with relations as (
        select c.oid, c.relname, c.relowner, c.relacl, c.relkind, c.relpersistence,
               c.relrowsecurity,
               exists (select from pg_trigger t
                        where t.tgrelid = c.oid and t.tgname = 'append_only') as append_only
          from pg_class c
         where c.relnamespace = (select oid from pg_namespace where nspname = ?)
           and c.relkind = 'r' and c.relname <> 'flyway_schema_history'),
      lines (kind, name, definition) as (
        select 'table', relname::text,
               case relpersistence when 'p' then 'logged' else 'not logged' end
               || case when relrowsecurity then ', row security' else '' end
          from relations
        union all
        select 'column', r.relname || '.' || a.attname,
               format_type(a.atttypid, a.atttypmod)
               || case when a.attnotnull then ' not null' else '' end
               || coalesce((select ' collate ' || l.collname from pg_collation l
                             where l.oid = a.attcollation and l.collname <> 'default'), '')
          from relations r join pg_attribute a on a.attrelid = r.oid
         where a.attnum > 0 and not a.attisdropped
        union all
        select 'constraint', r.relname || '.' || k.conname, pg_get_constraintdef(k.oid)
          from relations r join pg_constraint k on k.conrelid = r.oid
         where k.contype in ('p', 'u', 'f', 'c', 'x')
        union all
        select 'index', i.relname::text, pg_get_indexdef(x.indexrelid, 0, true)
          from relations r join pg_index x on x.indrelid = r.oid
          join pg_class i on i.oid = x.indexrelid
         where not exists (select from pg_constraint k where k.conindid = x.indexrelid)
        union all
        select 'function', p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
               l.lanname || case when p.prosecdef then ' security definer' else '' end
               || case when trim('"' from split_part((
                         select substr(setting, 13) from unnest(p.proconfig) setting
                          where setting like 'search_path=%'), ',', 1)) = n.nspname
                       then ' own path' else '' end
               || ' ' || encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex')
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          join pg_language l on l.oid = p.prolang
         where n.nspname = ?
        union all
        select 'trigger', r.relname || '.' || t.tgname,
               case when t.tgenabled in ('O', 'A') then 'on ' else 'off ' end
               || pg_get_triggerdef(t.oid, true)
          from relations r join pg_trigger t on t.tgrelid = r.oid
         where not t.tgisinternal
        union all
        select 'off', r.relname || '.' || k.conname, 'its constraint is not enforced'
          from relations r join pg_trigger t on t.tgrelid = r.oid
          join pg_constraint k on k.oid = t.tgconstraint
         where t.tgisinternal and t.tgenabled not in ('O', 'A')
        union all
        select 'rule', r.relname || '.' || w.rulename, 'rewrites statements'
          from relations r join pg_rewrite w on w.ev_class = r.oid
        union all
        select 'grant', r.relname || '.' || g.privilege_type || '.'
               || case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee) end,
               'changes an append-only table'
          from relations r
         cross join lateral aclexplode(r.relacl) g
         where r.append_only and g.grantee <> r.relowner
           and g.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
        union all
        select 'grant', r.relname || '.' || a.attname || '.' || g.privilege_type || '.'
               || case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee) end,
               'changes an append-only table'
          from relations r join pg_attribute a on a.attrelid = r.oid
         cross join lateral aclexplode(a.attacl) g
         where r.append_only and g.grantee <> r.relowner and g.privilege_type = 'UPDATE')
      select line
        from (select distinct kind || ' ' || name || chr(9)
                        || regexp_replace(definition, '\\s+', ' ', 'g') as line
                from lines) as described
       order by line collate "C"
      """;

  /**
   * Something that is not as it was shipped.
   *
   * @param where what it is, such as {@code trigger posting.balanced}
   * @param what how it must be
   */
  public record Difference(String where, String what) {}

  private final LedgerSchema schema;

  public SchemaShape(LedgerSchema schema) {
    this.schema = schema;
  }

  /** The first thing that is missing, other than shipped, or must not be there. */
  public Optional<Difference> firstDifference(Connection connection) throws SQLException {
    List<String> lines = lines(connection, schema.name());
    List<String> shipped = shipped();
    Set<String> found = new HashSet<>(lines);
    for (String line : shipped) {
      if (!found.contains(line)) {
        return Optional.of(new Difference(name(line), "must be as shipped: " + definition(line)));
      }
    }
    Set<String> expected = new HashSet<>(shipped);
    return lines.stream()
        .filter(line -> CLOSED.contains(line.substring(0, line.indexOf(' '))))
        .filter(line -> !expected.contains(line))
        .findFirst()
        .map(line -> new Difference(name(line), "must not be there: " + definition(line)));
  }

  /** The lines that describe a schema, in order; changes the search path of the transaction. */
  static List<String> lines(Connection connection, String schema) throws SQLException {
    try (PreparedStatement path =
        connection.prepareStatement("select set_config('search_path', ?, true)")) {
      path.setString(1, schema);
      path.execute();
    }
    List<String> lines = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LINES)) {
      statement.setString(1, schema);
      statement.setString(2, schema);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          lines.add(row.getString(1));
        }
      }
    }
    return lines;
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf('\t'));
  }

  private static String definition(String line) {
    return line.substring(line.indexOf('\t') + 1);
  }

  private static List<String> shipped() {
    try (InputStream in = SchemaShape.class.getResourceAsStream("shape.txt")) {
      if (in == null) {
        throw new IllegalStateException("shape.txt is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
