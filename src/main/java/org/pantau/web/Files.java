package org.pantau.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The page's own files and Chart.js, all from the class path; nothing comes from another origin. */
final class Files {

    private static final String CHART_JS = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";

    private Files() {}

    static void mount(Router router) {
        router.get("/webjars/chart.js/*")
                .handler(Files::revalidated)
                .handler(StaticHandler.create("META-INF/resources/webjars/chart.js/" + chartJsVersion())
                        .setDirectoryListing(false));
        router.get("/*")
                .handler(Files::revalidated)
                .handler(StaticHandler.create("webroot")
                        .setIndexPage("index.html")
                        .setDirectoryListing(false)
                        .setCachingEnabled(false));
    }

    /** A page and its scripts always belong to the same build: browsers ask before they use what they kept. */
    private static void revalidated(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        context.next();
    }

    private static String chartJsVersion() {
        try (InputStream in = Files.class.getClassLoader().getResourceAsStream(CHART_JS)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            String version = properties.getProperty("version");
            if (version == null) {
                throw new IllegalStateException("the Chart.js webjar is not on the class path");
            }
            return version;
        } catch (IOException e) {
            throw new UncheckedIOException(CHART_JS, e);
        }
    }
}
