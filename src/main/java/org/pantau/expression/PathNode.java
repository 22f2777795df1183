package org.pantau.expression;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.Expressions.Scope;
import org.pantau.expression.Expressions.Unusual;

/**
 * A path of names, with filters: {@code a.b}, {@code $doc.updated_at}, {@code $[0].kind}, {@code $[name="x"]}, {@code **.a}. Maps over
 * lists and flattens as JSONata does, step by step, so that one item and a list of one behave alike.
 *
 * @param steps at least one
 */
record PathNode(List<Step> steps) implements Node {

    /**
     * One step.
     *
     * @param name of a field, or of the variable (empty for {@code $}, "$" for {@code $$})
     */
    record Step(Kind kind, String name, List<Filter> filters) {

        /** {@code **}: all that is held, however deep; only ever before a name. */
        static final Step DESCENDANTS = new Step(Kind.DESCENDANTS, "", List.of());

        enum Kind {
            NAME,
            VARIABLE,
            DESCENDANTS
        }

        boolean variable() {
            return kind == Kind.VARIABLE;
        }
    }

    /**
     * What stands in brackets.
     *
     * @param index position, from the end when negative; null where {@code condition} decides
     */
    record Filter(@Nullable Integer index, @Nullable Node condition) {}

    PathNode {
        steps = List.copyOf(steps);
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object input, Scope scope) throws ExpressionException {
        int last = steps.size() - 1;
        Object at = input;
        for (int i = 0; i <= last; i++) {
            Step step = steps.get(i);
            if (i == 0 && last == 0 && step.variable()) {
                return head(step, at, scope);
            }
            boolean simple = step.kind() == Step.Kind.NAME && step.filters().isEmpty();
            if (!simple || !(at instanceof Map<?, ?> map)) {
                return slowly(i, at, scope);
            }
            at = field(map, step.name());
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    /** From step {@code first} on, for inputs that are lists and steps that filter. */
    private @Nullable Object slowly(int first, @Nullable Object input, Scope scope) throws ExpressionException {
        List<? extends @Nullable Object> items =
                input instanceof List<?> list && !steps.get(first).variable() ? list : Sequence.of(input);
        for (int i = first; i < steps.size(); i++) {
            items = step(steps.get(i), items, scope, i == steps.size() - 1);
            if (items.isEmpty() && items instanceof Sequence) {
                return null;
            }
        }
        return Sequence.settle(items);
    }

    private static List<? extends @Nullable Object> step(
            Step step, List<? extends @Nullable Object> items, Scope scope, boolean last) throws ExpressionException {
        Sequence found = new Sequence();
        scope.step(items.size());
        for (Object item : items) {
            Object value = switch (step.kind()) {
                case VARIABLE -> head(step, item, scope);
                case NAME -> named(step, item, scope);
                case DESCENDANTS -> descendants(item, scope);
            };
            if (value != null) {
                found.add(value);
            }
        }
        if (last && found.size() == 1 && found.get(0) instanceof List<?> only && !(only instanceof Sequence)) {
            return only;
        }
        Sequence flat = new Sequence();
        found.forEach(flat::addFlat);
        return flat;
    }

    private static @Nullable Object head(Step step, @Nullable Object item, Scope scope) throws ExpressionException {
        Object value = switch (step.name()) {
            case "" -> Sequence.unwrap(item);
            case "$" -> scope.root();
            default -> scope.bindings().get(step.name());
        };
        for (Filter filter : step.filters()) {
            value = filtered(filter, value, scope);
        }
        return Sequence.settle(value);
    }

    private static @Nullable Object named(Step step, @Nullable Object item, Scope scope) throws ExpressionException {
        Object value = Sequence.settle(lookup(item, step.name()));
        for (Filter filter : step.filters()) {
            value = filtered(filter, value, scope);
        }
        return value;
    }

    private static @Nullable Object descendants(@Nullable Object item, Scope scope) {
        Sequence all = new Sequence();
        descend(item, all, scope);
        return Sequence.settle(all);
    }

    private static void descend(@Nullable Object item, Sequence all, Scope scope) {
        scope.step(1);
        if (item instanceof List<?> list) {
            list.forEach(each -> descend(each, all, scope));
            return;
        }
        // a name finds nothing in anything else
        if (item instanceof Map<?, ?> map) {
            all.add(map);
            map.values().forEach(each -> descend(each, all, scope));
        }
    }

    private static @Nullable Object lookup(@Nullable Object item, String name) {
        if (item instanceof Map<?, ?> map) {
            return field(map, name);
        }
        if (!(item instanceof List<?> list)) {
            return null;
        }
        Sequence found = new Sequence();
        for (Object each : list) {
            Object value = lookup(each, name);
            if (value != null) {
                found.addFlat(value);
            }
        }
        return found;
    }

    private static @Nullable Object field(Map<?, ?> map, String name) {
        Object value = map.get(name);
        return value == null && map.containsKey(name) ? Sequence.NULL : value;
    }

    private static @Nullable Object filtered(Filter filter, @Nullable Object value, Scope scope)
            throws ExpressionException {
        List<? extends @Nullable Object> items = value instanceof List<?> list ? list : Sequence.of(value);
        Sequence kept = new Sequence();
        if (filter.index() != null) {
            int index = filter.index() < 0 ? items.size() + filter.index() : filter.index();
            Object item = index >= 0 && index < items.size() ? items.get(index) : null;
            if (item instanceof List<?>) {
                return item;
            }
            if (item != null) {
                kept.add(item);
            }
            return kept;
        }
        Node condition = Objects.requireNonNull(filter.condition());
        scope.step(items.size());
        for (Object item : items) {
            Object holds = condition.evaluate(item, scope);
            if (holds instanceof Number || holds instanceof List<?>) {
                throw new Unusual();
            }
            if (Operators.truth(holds)) {
                kept.add(item);
            }
        }
        return kept;
    }
}
