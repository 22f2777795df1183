package org.pantau.web;

/** What answers the operations of those who operate, report and administer. */
final class OperatingPaths {

    private OperatingPaths() {}

    static void mount(Operations operations, WebEdge.Shown shown, Caller caller, Operating operating) {
        FormRoutes form = new FormRoutes(shown.catalogue(), operating, shown.clock());
        operations.on("form", (context, asked) -> form.look(context, asked.query("day")));
        operations.on("report", (context, asked) -> form.submit(context, asked.body()));
        CatalogueRoutes catalogue = new CatalogueRoutes(caller, shown.catalogue(), operating);
        operations.on("additions", (context, asked) -> catalogue.all(context));
        operations.on("saveAddition", (context, asked) -> catalogue.put(context, asked.body()));
        operations.on("removeAddition", (context, asked) -> catalogue.remove(context, asked.path("name")));
        StoreRoutes store = new StoreRoutes(shown.catalogue(), catalogue, operating.keeping());
        operations.on("store", (context, asked) -> store.store(context));
        ReportRoutes reports = new ReportRoutes(caller, shown.catalogue(), operating, catalogue, shown.clock());
        operations.on("roster", (context, asked) -> reports.roster(context, asked.query("scope"), asked.query("day")));
        operations.on("makeReport", (context, asked) -> reports.make(context, asked.body()));
        operations.on(
                "reportHistory",
                (context, asked) ->
                        reports.history(context, asked.path("feed"), asked.required("from"), asked.required("to")));
        operations.on("reportLinks", (context, asked) -> reports.links(context, asked.path("feed")));
        operations.on(
                "makeReportLink", (context, asked) -> reports.makeLink(context, asked.path("feed"), asked.body()));
        operations.on(
                "revokeReportLink",
                (context, asked) -> reports.revokeLink(context, asked.path("feed"), asked.path("link")));
        people(operations, shown, caller, new Deeds(operating.audit()));
    }

    private static void people(Operations operations, WebEdge.Shown shown, Caller caller, Deeds deeds) {
        UserRoutes users = new UserRoutes(shown.access(), caller, shown.catalogue(), deeds, shown.clock());
        operations.on("users", (context, asked) -> users.all(context));
        operations.on("createUser", (context, asked) -> users.create(context, asked.body()));
        // Names may look like numbers, and 33.10 does.
        operations.unchecked("changeUser", (context, asked) -> users.change(context, asked.path("user"), asked.body()));
        operations.unchecked(
                "appointUser", (context, asked) -> users.appoint(context, asked.path("user"), asked.body()));
        operations.unchecked("resetUserPassword", (context, asked) -> users.reset(context, asked.path("user")));
        operations.unchecked("endUserSessions", (context, asked) -> users.endSessions(context, asked.path("user")));
        operations.unchecked(
                "shareGovernment", (context, asked) -> users.sharing(context, asked.path("government"), asked.body()));
        OwnRoutes own = new OwnRoutes(shown.access(), caller, shown.catalogue(), deeds);
        operations.on("changePassword", (context, asked) -> own.changePassword(context, asked.body()));
        operations.on("ownSessions", (context, asked) -> own.sessions(context));
        operations.on("endOwnSession", (context, asked) -> own.endSession(context, asked.path("session")));
        operations.on("tokens", (context, asked) -> own.tokens(context));
        operations.on("makeToken", (context, asked) -> own.makeToken(context, asked.body()));
        operations.on("revokeToken", (context, asked) -> own.revokeToken(context, asked.path("token")));
        AuditRoutes audit = new AuditRoutes(caller, shown.catalogue(), deeds, shown.clock());
        operations.on("audit", audit::entries);
        operations.on("auditFile", audit::file);
    }
}
