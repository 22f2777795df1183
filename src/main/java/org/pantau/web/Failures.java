package org.pantau.web;

import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pantau.store.DatabaseFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, as a problem that helps whoever asked and tells nothing of the inside. */
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final Pattern PARAMETER = Pattern.compile("parameter (\\w+)");
    /** A field of the body that is missing, or wrong in itself. */
    private static final Pattern FIELD = Pattern.compile("required property \"(\\w+)\"|at #/([\\w/]+)");

    private Failures() {}

    static void answer(RoutingContext context) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        Throwable failure = context.failure();
        if (failure != null && failure.getCause() instanceof ValidatorException inner) {
            failure = inner;
        }
        if (failure instanceof Problem problem) {
            problem.answer(context);
        } else if (failure instanceof ValidatorException invalid) {
            invalid(invalid).answer(context);
        } else if (failure == null || context.statusCode() < 500) {
            Problem.ofStatus(context.statusCode()).answer(context);
        } else if (DatabaseFaults.away(failure)) {
            log.warn("{} {} could not be answered: {}", context.request().method(), shown(context), failure.toString());
            Problem.databaseAway().answer(context);
        } else {
            log.error("{} {} failed", context.request().method(), shown(context), failure);
            Problem.ours().answer(context);
        }
    }

    /** A path as it may stand in a log: that of a heartbeat holds the feed's token. */
    private static String shown(RoutingContext context) {
        String path = context.normalizedPath();
        return path.startsWith("/api/push/") ? "/api/push/***" : path;
    }

    private static Problem invalid(ValidatorException invalid) {
        String message = String.valueOf(invalid.getMessage());
        if (invalid instanceof SchemaValidationException schema && schema.getOutputUnit() != null) {
            return Problem.badField(field(message), message);
        }
        return switch (invalid.type()) {
            case MISSING_OPERATION -> Problem.notFound();
            case UNSUPPORTED_VALUE_FORMAT -> Problem.ofStatus(415);
            default -> Problem.badField(field(message), message);
        };
    }

    /** The validator names the parameter in its sentence ("… query parameter scope …"), or the field of the body. */
    private static String field(String message) {
        Matcher parameter = PARAMETER.matcher(message);
        Matcher field = FIELD.matcher(message);
        if (parameter.find()) {
            return parameter.group(1);
        }
        return field.find() ? Objects.requireNonNullElse(field.group(1), field.group(2)) : "body";
    }
}
