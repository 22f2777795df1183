package org.pantau.database;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the embedded server is set: small and safe, commits reach the disk, a few hundred MB of log at most. */
final class ServerParameters {

    private ServerParameters() {}

    /**
     * Parameters for a server of this major version.
     *
     * @param wanted win over those of ours
     */
    static Map<String, String> of(int major, Map<String, String> wanted) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("listen_addresses", "127.0.0.1");
        parameters.put("unix_socket_directories", "");
        parameters.put("max_connections", "40");
        parameters.put("shared_buffers", "64MB");
        parameters.put("work_mem", "8MB");
        parameters.put("maintenance_work_mem", "32MB");
        parameters.put("effective_cache_size", "512MB");
        parameters.put("random_page_cost", "1.1");
        parameters.put("jit", "off");
        if (major >= 18) {
            parameters.put("io_method", "worker");
            parameters.put("io_workers", "1");
        }
        parameters.put("max_worker_processes", "2");
        parameters.put("max_parallel_workers", "0");
        parameters.put("max_parallel_workers_per_gather", "0");
        parameters.put("max_logical_replication_workers", "0");
        parameters.put("wal_level", "minimal");
        parameters.put("max_wal_senders", "0");
        parameters.put("wal_compression", major >= 15 ? "pglz" : "on");
        parameters.put("max_wal_size", "512MB");
        parameters.put("min_wal_size", "96MB");
        parameters.put("checkpoint_timeout", "10min");
        parameters.put("max_locks_per_transaction", "256");
        parameters.put("autovacuum_max_workers", "1");
        parameters.put("autovacuum_naptime", "60s");
        // Samples are only ever inserted: a vacuum of them buys visibility for index-only reads and little else.
        parameters.put("autovacuum_vacuum_insert_scale_factor", "0.5");
        parameters.put("timezone", "UTC");
        parameters.put("log_timezone", "UTC");
        parameters.put("lc_messages", "C");
        parameters.put("log_checkpoints", "off");
        parameters.putAll(wanted);
        return parameters;
    }
}
