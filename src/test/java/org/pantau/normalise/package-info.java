/** Tests of readings becoming samples and period values; cases carry the numbers of the list of nasty inputs. */
@NullMarked
package org.pantau.normalise;

import org.jspecify.annotations.NullMarked;
