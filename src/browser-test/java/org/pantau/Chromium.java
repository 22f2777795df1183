package org.pantau;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The system's Chromium. Every page it opens tells what went wrong in it and whom it asked. */
final class Chromium implements AutoCloseable {

    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    Chromium() {
        Path executable = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the browser's tests need Chromium; on Debian or Ubuntu:"
                        + " sudo apt-get install --no-install-recommends chromium fonts-dejavu-core"));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(QUIET));
    }

    /** A page of a fresh visitor. */
    Page visitor() {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1366, 768)
                .setLocale("id-ID")
                .setReducedMotion(ReducedMotion.REDUCE)); // no colour half way
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            // That an answer was 401 or 404 is part of the conversation; what the page makes of it is tested.
            if (List.of("error", "warning").contains(message.type())
                    && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> asked.add(request.url()));
        return page;
    }

    /** What pages complained of since the last call. */
    List<String> complaints() {
        List<String> found = List.copyOf(complaints);
        complaints.clear();
        return found;
    }

    /** Addresses asked since the last call. */
    List<String> asked() {
        List<String> found = List.copyOf(asked);
        asked.clear();
        return found;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
