package org.pantau.realinput;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pantau.database.TestDatabase;

/**
 * Two sites and the Zabbix that checks them once a second by web scenarios, PPID only from when it is asked to; with a
 * user of the role "User role" who may read them.
 */
final class WatchedSites implements AutoCloseable {

    static final String USER = "pantau";
    static final String PASSWORD = "sandi-uji-2026";

    private static final String USER_ROLE = "1";
    private static final int READ = 2;
    private static final int LOGIN = 8;

    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final HttpServer site;
    private final Zabbix zabbix;
    private final String ppid;
    private final String user;

    private WatchedSites(Vertx vertx, Path folder) throws IOException {
        this.site = TestDatabase.await(vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(failing.contains(request.path()) ? 500 : 200)
                        .end())
                .listen(0, "127.0.0.1"));
        this.zabbix = Zabbix.start(vertx, folder);
        String group = zabbix.api().created("hostgroup.create", "groupids", Map.of("name", "Layanan"));
        String host = zabbix.api()
                .created(
                        "host.create",
                        "hostids",
                        Map.of("host", "kabupaten", "groups", List.of(Map.of("groupid", group))));
        String unused = scenario(host, "Portal", "/portal", true);
        this.ppid = scenario(host, "PPID", "/ppid", false);
        String readers = zabbix.api()
                .created(
                        "usergroup.create",
                        "usrgrpids",
                        Map.of("name", "Pembaca", "rights", List.of(Map.of("id", group, "permission", READ))));
        this.user = zabbix.api()
                .created(
                        "user.create",
                        "userids",
                        Map.of(
                                "username", USER,
                                "passwd", PASSWORD,
                                "roleid", USER_ROLE,
                                "usrgrps", List.of(Map.of("usrgrpid", readers))));
    }

    static WatchedSites start(Vertx vertx, Path folder) throws IOException {
        return new WatchedSites(vertx, folder);
    }

    Zabbix zabbix() {
        return zabbix;
    }

    /** Lets a site answer 500. */
    void fail(String path) {
        failing.add(path);
    }

    void mend(String path) {
        failing.remove(path);
    }

    /** Lets Zabbix check PPID too. */
    void watchPpid() throws IOException {
        JsonNode unused = zabbix.api().call("httptest.update", Map.of("httptestid", ppid, "status", 0));
    }

    /** How often Pantau's user has logged in, by Zabbix's own audit log. */
    int logins() throws IOException {
        return zabbix.api()
                .call("auditlog.get", Map.of("filter", Map.of("userid", user, "action", LOGIN), "output", "extend"))
                .size();
    }

    /** Logs the user out, as somebody does who clicks "Sign out" in the same session. */
    void endSession() throws IOException {
        for (String session : sessions()) {
            JsonNode unused = zabbix.api().call("user.logout", List.of(), session);
        }
    }

    /** Removes the sessions of the user, as Zabbix's housekeeping does. */
    void loseSessions() {
        zabbix.database().script(List.of("delete from sessions where userid = " + user));
    }

    @Override
    public void close() {
        zabbix.close();
        TestDatabase.done(site.close());
    }

    private List<String> sessions() {
        return TestDatabase.await(zabbix.database()
                        .pool()
                        .query("select sessionid from sessions where status = 0 and userid = " + user)
                        .execute())
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private String scenario(String host, String name, String path, boolean watched) throws IOException {
        return zabbix.api()
                .created(
                        "httptest.create",
                        "httptestids",
                        Map.of(
                                "name",
                                name,
                                "hostid",
                                host,
                                "delay",
                                "1s",
                                "status",
                                watched ? 0 : 1,
                                "steps",
                                List.of(Map.of(
                                        "name",
                                        "Beranda",
                                        "url",
                                        "http://127.0.0.1:" + site.actualPort() + path,
                                        "status_codes",
                                        "200",
                                        "no",
                                        1))));
    }
}
