/** Tests of what the texts of sources come to. */
@NullMarked
package org.pantau.normalise.text;

import org.jspecify.annotations.NullMarked;
