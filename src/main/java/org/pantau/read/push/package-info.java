/** What agencies push by themselves to readings: Pantau's own batch and table, Prometheus text, OpenTelemetry metrics. */
@NullMarked
package org.pantau.read.push;

import org.jspecify.annotations.NullMarked;
