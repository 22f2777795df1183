package org.pantau;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Visitors to {@link SeveralPlaces}, at its time. */
final class People {

    private People() {}

    /** @param who logged in already; null for nobody */
    static Page visitor(Chromium chromium, SeveralPlaces places, @Nullable String who) {
        Page page = chromium.visitor();
        page.clock().setFixedTime(Date.from(places.pantau.clock.instant()));
        if (who != null) {
            String[] cookie = places.cookie(who).split("=", 2);
            page.context().addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(places.pantau.address())));
        }
        return page;
    }

    static void press(Page page, String name) {
        page.locator("button:visible")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first()
                .click();
    }
}
