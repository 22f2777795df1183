package org.pantau.poll;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.PageSpec;
import org.pantau.catalogue.model.PageSpec.By;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.net.Links;
import org.pantau.poll.request.Wanted;

/**
 * Reads one wanted answer with all its pages. Where the pages contradict each other (a page comes twice, the total
 * changes or is not reached) it begins anew once; what is contradictory then, or a page that is missing, is said on every
 * answer, so that nobody takes a part for the whole.
 */
final class Course {

    private final Round round;
    private final Caller caller;
    private final Wanted wanted;
    private final Promise<List<Answer>> promise = Promise.promise();
    private final Set<String> seen = new HashSet<>();
    private final List<Answer> answers = new ArrayList<>();
    private boolean restarted;
    private long rows;
    private @Nullable Long total;
    private String cursor = "";
    private @Nullable URI link;

    Course(Round round, Wanted wanted) {
        this.round = round;
        this.caller = new Caller(round);
        this.wanted = wanted;
    }

    Future<List<Answer>> run() {
        PageSpec pages = round.feed.request().pages();
        if (pages == null) {
            return caller.ask(wanted).map(List::of);
        }
        begin(pages);
        return promise.future();
    }

    private void begin(PageSpec pages) {
        answers.forEach(Answer::close);
        answers.clear();
        seen.clear();
        rows = 0;
        total = null;
        link = null;
        String first = round.asking.firstPage(wanted);
        cursor = first == null ? "" : first;
        turn(pages);
    }

    private void turn(PageSpec pages) {
        Wanted page = page(pages);
        caller.ask(page)
                .compose(answer -> facts(pages, page, answer))
                .map(turned -> {
                    landed(pages, turned);
                    return turned;
                })
                // asking never fails; whatever did is a fault of ours that must not keep the round for ever
                .onFailure(promise::tryFail);
    }

    /** An answer and what it says of the whole; without facts, and the reason, where it cannot be read as a page. */
    private record Turned(Answer answer, @Nullable PageFacts facts, String trouble) {}

    private Future<Turned> facts(PageSpec pages, Wanted page, Answer answer) {
        boolean good = answer.outcome().ok() && answer.status() >= 200 && answer.status() < 300;
        if (!good) {
            return Future.succeededFuture(new Turned(answer, null, ""));
        }
        return round.means
                .understanding()
                .look(round.feed, answer, document -> PageFacts.of(round.feed, pages, document, page.bindings()))
                .map(facts -> new Turned(answer, facts, ""))
                .otherwise(unreadable -> new Turned(answer, null, "cannot be read, " + unreadable.getMessage()));
    }

    private void landed(PageSpec pages, Turned turned) {
        answers.add(turned.answer());
        PageFacts facts = turned.facts();
        if (facts == null) {
            // a single answer that failed speaks for itself; one that did not must not pass for the whole
            boolean alone = answers.size() == 1 && turned.trouble().isEmpty();
            finish(alone ? "" : "page " + answers.size() + " is missing: " + why(turned));
            return;
        }
        String anomaly = contradiction(facts);
        rows += facts.rows();
        if (anomaly.isEmpty() && ended(pages, facts)) {
            anomaly = shortfall(pages, facts);
            if (anomaly.isEmpty()) {
                finish("");
                return;
            }
        }
        if (!anomaly.isEmpty()) {
            contradicted(pages, anomaly);
        } else if (answers.size() >= pages.most()) {
            finish("there are more than " + pages.most() + " pages");
        } else {
            next(pages, facts);
        }
    }

    private static String why(Turned turned) {
        Outcome outcome = turned.answer().outcome();
        if (!outcome.ok()) {
            return outcome.state().word() + ", " + outcome.reason();
        }
        return turned.trouble().isEmpty() ? "HTTP " + turned.answer().status() : turned.trouble();
    }

    /** What speaks against this page belonging with the ones before; empty for nothing. */
    private String contradiction(PageFacts facts) {
        if (!facts.print().isEmpty() && !seen.add(facts.print())) {
            return "page " + answers.size() + " repeats an earlier one";
        }
        Long known = total;
        if (known != null && facts.total() != null && !known.equals(facts.total())) {
            return "the total changed from " + known + " to " + facts.total() + " between pages";
        }
        total = facts.total() == null ? known : facts.total();
        return "";
    }

    private boolean ended(PageSpec pages, PageFacts facts) {
        if (Boolean.FALSE.equals(facts.more())) {
            return true;
        }
        if (pages.by() == By.NEXT || pages.by() == By.CURSOR) {
            return facts.next() == null;
        }
        if (facts.rows() == 0 || facts.more() != null) {
            return facts.rows() == 0;
        }
        if (facts.last() != null) {
            return pages.start() + answers.size() - 1 >= facts.last();
        }
        return total == null ? pages.size() > 0 && facts.rows() < pages.size() : rows >= total;
    }

    /** What is missing at the end; empty for nothing. */
    private String shortfall(PageSpec pages, PageFacts facts) {
        if (total != null && rows != total) {
            return rows + " rows, but the total says " + total;
        }
        Long last = facts.last();
        return last != null && facts.rows() == 0 && pages.start() + answers.size() - 1 < last
                ? "page " + answers.size() + " is empty, but the last one is " + last
                : "";
    }

    private void contradicted(PageSpec pages, String anomaly) {
        if (restarted) {
            finish(anomaly);
        } else {
            restarted = true;
            begin(pages);
        }
    }

    private void next(PageSpec pages, PageFacts facts) {
        String following = facts.next();
        if (following != null && pages.by() == By.NEXT) {
            try {
                link = Links.sameSite(caller.asked(), following);
            } catch (IllegalArgumentException elsewhere) {
                finish(String.valueOf(elsewhere.getMessage()));
                return;
            }
            if (!seen.add("link " + link)) {
                contradicted(pages, "page " + answers.size() + " leads back to an earlier one");
                return;
            }
        } else if (following != null) {
            if (!seen.add("cursor " + following)) {
                contradicted(pages, "page " + answers.size() + " leads back to an earlier one");
                return;
            }
            cursor = following;
        }
        turn(pages);
    }

    private Wanted page(PageSpec pages) {
        Map<String, String> asking = new HashMap<>();
        if (pages.size() > 0) {
            asking.put("size", Integer.toString(pages.size()));
        }
        String number = switch (pages.by()) {
            case PAGE -> Long.toString(pages.start() + answers.size());
            case OFFSET, START -> Long.toString(pages.start() + rows);
            case CURSOR -> cursor;
            case NEXT -> "";
        };
        String first = pages.by() == By.CURSOR || !answers.isEmpty() ? null : round.asking.firstPage(wanted);
        if (pages.by() != By.NEXT) {
            asking.put(pages.by().place(), first == null ? number : first);
        }
        Wanted page = wanted.page(asking);
        return link == null ? page : page.at(link);
    }

    private void finish(String incomplete) {
        promise.tryComplete(
                incomplete.isEmpty()
                        ? List.copyOf(answers)
                        : answers.stream()
                                .map(answer -> answer.incomplete(incomplete))
                                .toList());
    }
}
