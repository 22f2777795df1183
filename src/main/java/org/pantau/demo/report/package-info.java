/** Simulated offices without an API: people with a telephone, a workbook, and a script beside a database. */
@NullMarked
package org.pantau.demo.report;

import org.jspecify.annotations.NullMarked;
