/** The stored series: which number stands for which key, and what the catalogue says about each. */
@NullMarked
package org.pantau.store.series;

import org.jspecify.annotations.NullMarked;
