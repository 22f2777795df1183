package org.pantau.pipeline;

import java.time.Duration;
import java.time.Instant;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per change of a feed's state: down once, up once with how long. */
final class StateLog {

    private static final Logger log = LoggerFactory.getLogger("org.pantau.feeds");

    private StateLog() {}

    static void changed(FeedLine line, Outcome now, Instant slot) {
        if (now.state() == line.lastState) {
            return;
        }
        if (!now.ok()) {
            log.info("feed {}: {} ({})", line.feed.id(), now.state().word(), now.reason());
        } else if (line.lastState != FeedState.UNMONITORED) {
            Instant lastOk = line.present.lastOk();
            String since = lastOk == null
                    ? ""
                    : " after " + Duration.between(lastOk, slot).toSeconds() + " s";
            log.info("feed {}: ok again{}", line.feed.id(), since);
        }
    }
}
