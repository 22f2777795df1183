package org.pantau.database.copy;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.database.copy.Manifest.Partition;
import org.pantau.database.copy.Manifest.Sequence;

/**
 * What the schema of a connection holds, as the catalog says: tables of later migrations are found without being named.
 * Left out are the history of migrations, which migrating writes anew, and the progress of a restore.
 *
 * @param partitions parents before their own partitions
 * @param tables that hold rows themselves, with their columns; what others refer to comes first
 * @param all names of these and of the tables that only their partitions hold
 */
record Inventory(List<Partition> partitions, Map<String, List<String>> tables, Set<String> all) {

    private static final String RELATIONS = """
            select c.relname, c.relkind = 'p' as divided, p.relname as parent, c.reloptions,
                pg_get_expr(c.relpartbound, c.oid) as bound,
                case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as key
            from pg_class c
            left join pg_inherits i on i.inhrelid = c.oid and c.relispartition
            left join pg_class p on p.oid = i.inhparent
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
                and c.relname not in ('flyway_schema_history', 'pantau_restore')
                and not exists (select from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            order by c.relname
            """;

    private static final String COLUMNS = """
            select attname from pg_attribute
            where attrelid = format('%I.%I', current_schema(), ?)::regclass and attnum > 0
                and not attisdropped and attgenerated = ''
            order by attnum
            """;

    private static final String REFERENCES = """
            select c.relname, t.relname from pg_constraint f
            join pg_class c on c.oid = f.conrelid join pg_class t on t.oid = f.confrelid
            where f.contype = 'f' and f.connamespace = current_schema()::regnamespace and c.oid <> t.oid
            """;

    private static final String SEQUENCES = """
            select relname, format('%I.%I', current_schema(), relname) from pg_class
            where relkind = 'S' and relnamespace = current_schema()::regnamespace order by relname
            """;

    static Inventory of(Connection connection) throws SQLException {
        Map<String, Partition> partitions = new HashMap<>();
        List<String> holding = new ArrayList<>();
        Set<String> all = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(RELATIONS)) {
            while (row.next()) {
                String name = row.getString("relname");
                String parent = row.getString("parent");
                all.add(name);
                if (parent != null) {
                    partitions.put(
                            name,
                            new Partition(
                                    name,
                                    parent,
                                    row.getString("bound"),
                                    row.getString("key"),
                                    texts(row.getArray("reloptions"))));
                }
                if (!row.getBoolean("divided")) {
                    holding.add(name);
                }
            }
        }
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (String name : referredFirst(holding, references(connection))) {
            tables.put(name, columns(connection, name));
        }
        return new Inventory(parentsFirst(partitions), tables, all);
    }

    /** Sequences stand outside of snapshots; read after the rows, they are never behind them. */
    static List<Sequence> sequences(Connection connection) throws SQLException {
        Map<String, String> names = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SEQUENCES)) {
            while (row.next()) {
                names.put(row.getString(1), row.getString(2));
            }
        }
        List<Sequence> sequences = new ArrayList<>();
        for (Map.Entry<String, String> each : names.entrySet()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select last_value, is_called from " + each.getValue())) {
                row.next();
                sequences.add(new Sequence(each.getKey(), row.getLong(1), row.getBoolean(2)));
            }
        }
        return sequences;
    }

    /** A name as SQL takes it, whatever it holds. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(Inventory::quoted).toList());
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            List<String> columns = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
            return columns;
        }
    }

    private static Map<String, Set<String>> references(Connection connection) throws SQLException {
        Map<String, Set<String>> tableToReferred = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(REFERENCES)) {
            while (row.next()) {
                tableToReferred
                        .computeIfAbsent(row.getString(1), name -> new HashSet<>())
                        .add(row.getString(2));
            }
        }
        return tableToReferred;
    }

    private static Collection<String> referredFirst(List<String> names, Map<String, Set<String>> tableToReferred) {
        Set<String> ordered = new LinkedHashSet<>();
        List<String> left = new ArrayList<>(names);
        while (!left.isEmpty()) {
            List<String> ready = left.stream()
                    .filter(name -> tableToReferred.getOrDefault(name, Set.of()).stream()
                            .allMatch(referred -> ordered.contains(referred) || !names.contains(referred)))
                    .toList();
            if (ready.isEmpty()) {
                // Tables that refer to one another: the database itself will say which row it misses.
                ready = List.copyOf(left);
            }
            ordered.addAll(ready);
            left.removeAll(ready);
        }
        return ordered;
    }

    private static List<Partition> parentsFirst(Map<String, Partition> partitions) {
        List<Partition> ordered = new ArrayList<>(partitions.values());
        ordered.sort(Comparator.<Partition>comparingInt(each -> depth(each, partitions))
                .thenComparing(Partition::name));
        return ordered;
    }

    private static int depth(Partition partition, Map<String, Partition> partitions) {
        Partition parent = partitions.get(partition.parent());
        return parent == null ? 0 : 1 + depth(parent, partitions);
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
