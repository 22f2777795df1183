package org.pantau;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.ToDoubleFunction;
import org.pantau.catalogue.Catalogue;
import org.pantau.pipeline.Ingest;
import org.pantau.pipeline.PipelineCounters;
import org.pantau.query.Reconciliation;
import org.pantau.store.Store;
import org.pantau.store.StoreCounters;
import org.pantau.web.stream.LiveHub;

/**
 * What Pantau says of itself, as Prometheus text. Sum rules, true whenever nothing is under way: {@code pantau_slots_due =
 * pantau_polls_asked + pantau_slots_missed + pantau_slots_held_back}; {@code pantau_polls_asked = pantau_polls_read +
 * pantau_polls_failed}; {@code pantau_samples_accepted = pantau_samples_written + pantau_samples_dropped +
 * pantau_samples_waiting + pantau_samples_spooled}.
 */
final class OwnMetrics {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    OwnMetrics(Ingest ingest, Store store, Catalogue catalogue, Nightly nightly) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        PipelineCounters polls = ingest.counters();
        counter("pantau.slots.due", "Slots that came", polls, counters -> counters.due.sum());
        counter("pantau.polls.asked", "Slots in which the endpoint was asked", polls, counters -> counters.asked.sum());
        counter("pantau.slots.missed", "Slots missed by us", polls, counters -> counters.missed.sum());
        counter("pantau.slots.held.back", "Slots left out by back-off", polls, counters -> counters.heldBack.sum());
        counter("pantau.polls.read", "Polls whose answer was good", polls, counters -> counters.read.sum());
        counter("pantau.polls.failed", "Polls that did not end well", polls, counters -> counters.failed.sum());
        counter(
                "pantau.polls.stored",
                "Polls in the database or on the disk, and published",
                polls,
                counters -> counters.stored.sum());
        counter("pantau.polls.unstored", "Polls that could not be written", polls, counters -> counters.unstored.sum());
        counter("pantau.pushes.stored", "Pushes written and published", polls, counters -> counters.pushesStored.sum());
        counter("pantau.pushes.refused", "Pushes refused for what is in them", polls, it -> it.pushesRefused.sum());
        counter("pantau.pushes.unstored", "Pushes that could not be written", polls, it -> it.pushesUnstored.sum());
        gauge(
                "pantau.slots.lateness.p99.seconds",
                "Slots served later than this: 1 in 100",
                ingest,
                now -> now.lateness().millis(0.99) / 1000);
        StoreCounters samples = store.counters();
        counter("pantau.samples.accepted", "Samples handed to the store", samples, StoreCounters::accepted);
        counter("pantau.samples.written", "Samples committed", samples, StoreCounters::written);
        counter("pantau.samples.dropped", "Samples refused or lost", samples, StoreCounters::dropped);
        gauge(
                "pantau.samples.waiting",
                "Samples waiting in memory to be written",
                store,
                now -> now.state().queuedSamples());
        spool(store);
        gauge(
                "pantau.database.away",
                "1 while the database cannot be reached",
                store,
                now -> now.state().ok() ? 0 : 1);
        gauge(
                "pantau.feeds",
                "Feeds of the catalogue",
                catalogue,
                now -> now.feeds().size());
        yesterday(
                "pantau.yesterday.polls.expected",
                "Polls that the last whole day should have",
                nightly,
                Reconciliation::expected);
        yesterday(
                "pantau.yesterday.polls.stored",
                "Polls of the last whole day that are stored",
                nightly,
                Reconciliation::stored);
        gauge("pantau.history.days.left", "Past days still to be read", ingest, Ingest::historyLeft);
    }

    private void spool(Store store) {
        gauge(
                "pantau.samples.spooled",
                "Samples waiting on the disk to be written",
                store,
                now -> now.state().spool().samples());
        gauge(
                "pantau.spool.entries",
                "Polls, pushes and changes of status waiting on the disk",
                store,
                now -> now.state().spool().entries());
        gauge(
                "pantau.spool.bytes",
                "Bytes of what waits on the disk",
                store,
                now -> now.state().spool().bytes());
        gauge(
                "pantau.spool.failing",
                "1 while the disk keeps nothing more: it is full, or fails",
                store,
                now -> now.state().spool().fault().isEmpty() ? 0 : 1);
        gauge(
                "pantau.spool.set.aside.files",
                "Files of what could not be understood, until somebody takes them away",
                store,
                now -> now.state().spool().setAside());
    }

    /** Adds the live stream's counts. */
    void watch(LiveHub hub) {
        counter("pantau.live.encoded", "Changes encoded, once per audience", hub, now -> now.encoded.sum());
        counter("pantau.live.delivered", "Events handed to viewers", hub, now -> now.delivered.sum());
        gauge("pantau.live.viewers", "Open streams", hub, LiveHub::viewers);
    }

    String text() {
        return registry.scrape();
    }

    private void yesterday(String name, String what, Nightly nightly, ToDoubleFunction<Reconciliation> value) {
        gauge(name, what, nightly, now -> {
            Reconciliation last = now.last();
            return last == null ? Double.NaN : value.applyAsDouble(last);
        });
    }

    private <T> void counter(String name, String what, T source, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, source, value).description(what).register(registry);
    }

    private <T> void gauge(String name, String what, T source, ToDoubleFunction<T> value) {
        Gauge.builder(name, source, value)
                .description(what)
                .strongReference(true)
                .register((MeterRegistry) registry);
    }
}
