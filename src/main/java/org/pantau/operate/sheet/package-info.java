/** Reports that come as a workbook or a table: the template an agency gets, and what a filled-in one says. Pure. */
@NullMarked
package org.pantau.operate.sheet;

import org.jspecify.annotations.NullMarked;
