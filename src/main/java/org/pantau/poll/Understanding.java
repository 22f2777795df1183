package org.pantau.poll;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.expression.ExpressionException;
import org.pantau.measure.value.Answer;

/**
 * What asking must know of an answer before it goes on: whether a new login is needed, and where the next page is. Given
 * by whoever reads answers; completes on the caller's context, and never blocks it.
 */
public interface Understanding {

    /** Understands nothing: no rule asks for a new login, and no further page is found. */
    Understanding NONE = new Understanding() {
        @Override
        public Future<Boolean> asksForLogin(Feed feed, Answer answer) {
            return Future.succeededFuture(false);
        }

        @Override
        public <T> Future<T> look(Feed feed, Answer answer, Look<T> look) {
            return Future.failedFuture("answers are not read here");
        }
    };

    /** Whether the answer says, by the feed's rule or by itself, that our login is over. */
    Future<Boolean> asksForLogin(Feed feed, Answer answer);

    /** What {@code look} sees in the document an answer holds; fails where it cannot be read. */
    <T> Future<T> look(Feed feed, Answer answer, Look<T> look);

    /** A view of a document, taken where interpreters may run. */
    @FunctionalInterface
    interface Look<T> {
        T at(@Nullable Object document) throws ExpressionException;
    }
}
